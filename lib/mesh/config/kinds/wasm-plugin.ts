import {
  anything,
  type Infer,
  limited,
  list,
  object,
  oneOf,
  portNumber,
  requiring,
  text,
  whole,
} from '../schema/schema';
import { POLICY_TARGETS_EXCLUSIVE, policyTargets } from './selectors';

const envVar = requiring(
  object(
    {
      name: limited(text('Name of the variable.'), { minLength: 1, maxLength: 256 }),
      valueFrom: oneOf(
        ['INLINE', 'HOST'],
        'Where the value comes from: here, or the environment of the proxy.',
      ),
      value: limited(text('The value, for INLINE.'), { maxLength: 2048 }),
    },
    'An environment variable.',
  ),
  'name',
);

const vmConfig = object(
  {
    env: limited(
      list(
        limited(envVar, {
          checks: [
            {
              message: 'takes a value only with valueFrom INLINE',
              holds: ({ valueFrom = 'INLINE', value }: { valueFrom?: string; value?: string }) =>
                valueFrom === 'INLINE' || value === undefined,
            },
          ],
        }),
        'Environment variables.',
      ),
      { maxItems: 256, uniqueBy: ['name'] },
    ),
  },
  'The virtual machine of the module.',
);

const SCHEMES = ['http:', 'https:', 'oci:', 'file:'];

function isModuleUrl(url: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url))
    return URL.canParse(url) && SCHEMES.includes(new URL(url).protocol);
  return URL.canParse(`http://${url}`) && !/[#%$]/.test(url);
}

const match = list(
  object(
    {
      mode: oneOf(
        ['UNDEFINED', 'CLIENT', 'SERVER', 'CLIENT_AND_SERVER'],
        'Requests the workload makes, gets, or both.',
      ),
      ports: limited(
        list(
          requiring(object({ number: portNumber('A port.') }, 'A port.'), 'number'),
          'Ports; all of them when left out.',
        ),
        { uniqueBy: ['number'] },
      ),
    },
    'A choice of traffic.',
  ),
  'Traffic the extension sees; all of it when left out.',
);

const phase = oneOf(
  ['UNSPECIFIED_PHASE', 'AUTHN', 'AUTHZ', 'STATS'],
  'Which of the filters of the mesh it comes before.',
);

const module = {
  url: limited(text('Where the module is: oci://, http(s):// or file://; oci:// when left out.'), {
    minLength: 1,
    checks: [{ message: 'must be a URL with http, https, oci or file, or an image', holds: isModuleUrl }],
  }),
  sha256: limited(text('Checksum of the module.'), { pattern: '(^$|^[a-f0-9]{64}$)' }),
  imagePullPolicy: oneOf(
    ['UNSPECIFIED_POLICY', 'IfNotPresent', 'Always'],
    'When the image is fetched again.',
  ),
  imagePullSecret: limited(text('Secret for the registry.'), { minLength: 1, maxLength: 253 }),
  verificationKey: text('Not supported by the proxies.'),
  pluginConfig: anything('Settings handed to the module.'),
  pluginName: limited(text('Name the module knows itself by.'), { minLength: 1, maxLength: 256 }),
  failStrategy: oneOf(
    ['FAIL_CLOSE', 'FAIL_OPEN', 'FAIL_RELOAD'],
    'What becomes of requests when the module fails; they are refused by default.',
  ),
  vmConfig,
  type: oneOf(['UNSPECIFIED_PLUGIN_TYPE', 'HTTP', 'NETWORK'], 'HTTP by default.'),
};

/** The spec of a WasmPlugin. */
export const WASM_PLUGIN_SCHEMA = limited(
  requiring(
    object(
      {
        ...policyTargets,
        ...module,
        phase,
        priority: whole('Among plugins of one phase the higher one comes first.'),
        match,
      },
      'A WebAssembly module in the proxies.',
    ),
    'url',
  ),
  { exclusive: POLICY_TARGETS_EXCLUSIVE },
);

/** The spec of a TrafficExtension. */
export const TRAFFIC_EXTENSION_SCHEMA = limited(
  object(
    {
      selector: policyTargets.selector,
      targetRefs: policyTargets.targetRefs,
      phase,
      priority: whole('Among extensions of one phase the higher one comes first.'),
      match,
      wasm: requiring(object(module, 'A WebAssembly module.'), 'url'),
      lua: requiring(
        object(
          { inlineCode: limited(text('The script.'), { minLength: 1, maxLength: 65_536 }) },
          'A Lua script.',
        ),
        'inlineCode',
      ),
    },
    'A WebAssembly module or a Lua script in the proxies.',
  ),
  {
    exclusive: [
      ['selector', 'targetRefs'],
      ['wasm', 'lua'],
    ],
  },
);

export type WasmPluginSpec = Infer<typeof WASM_PLUGIN_SCHEMA>;
export type TrafficExtensionSpec = Infer<typeof TRAFFIC_EXTENSION_SCHEMA>;
