import type { TrafficExtensionSpec, WasmPluginSpec } from '../../config/kinds/wasm-plugin';
import { each, type FieldReport } from './field-report';
import { checkPolicyTargets } from './values/targets';
import { parseUrl } from './values/url';

type Module = NonNullable<TrafficExtensionSpec['wasm']>;

/** The field rules of a WasmPlugin. */
export function checkWasmPlugin(spec: WasmPluginSpec, report: FieldReport): void {
  checkPolicyTargets(spec, report);
  checkModule(spec, 'spec', report);
  checkMatch(spec.match, report);
}

/** Proxies are sent their scripts with everything else. */
const LONGEST_SCRIPT = 64 * 1024;

/** The field rules of a TrafficExtension. */
export function checkTrafficExtension(spec: TrafficExtensionSpec, report: FieldReport): void {
  checkPolicyTargets(spec, report);
  const { wasm, lua } = spec;
  if ((wasm === undefined) === (lua === undefined)) {
    report.error(
      'traffic-extension/not-one',
      wasm === undefined ? 'spec' : 'spec.lua',
      'The extension is either a module (wasm) or a script (lua): set exactly one',
    );
  }
  if (wasm !== undefined) checkModule(wasm, 'spec.wasm', report);
  if (lua !== undefined) {
    const { inlineCode = '' } = lua;
    if (inlineCode === '')
      report.error('traffic-extension/empty-script', 'spec.lua.inlineCode', 'The script is empty');
    if (inlineCode.length > LONGEST_SCRIPT)
      report.error(
        'traffic-extension/long-script',
        'spec.lua.inlineCode',
        'The script is longer than 64 KiB',
      );
  }
  checkMatch(spec.match, report);
}

function checkModule(module: Module, path: string, report: FieldReport): void {
  const { url = '', sha256 = '', imagePullSecret = '', pluginName = '' } = module;
  report.check('wasm-plugin/invalid-url', `${path}.url`, urlProblem(url));
  if (sha256 !== '' && !/^[a-f0-9]{64}$/.test(sha256)) {
    report.error(
      'wasm-plugin/invalid-checksum',
      `${path}.sha256`,
      'A SHA-256 checksum has 64 digits, 0 to 9 and a to f',
    );
  }
  if (imagePullSecret.length > 253)
    report.error(
      'wasm-plugin/long-name',
      `${path}.imagePullSecret`,
      'The name of a secret has at most 253 characters',
    );
  if (pluginName.length > 256)
    report.error(
      'wasm-plugin/long-name',
      `${path}.pluginName`,
      'The name of a plugin has at most 256 characters',
    );
  checkEnvironment(module.vmConfig, `${path}.vmConfig`, report);
}

const SCHEMES = ['', 'file', 'http', 'https', 'oci'];

/** Without a scheme the text is an image of a registry. */
function urlProblem(url: string): string | undefined {
  if (url === '') return 'The plugin needs a url';
  const isPlain = !/^[a-z][a-z0-9+.-]*:\/\//i.test(url) && !url.startsWith('/');
  const parsed = parseUrl(isPlain ? `oci://${url}` : url);
  if (parsed === undefined) return `"${url}" is no URL`;
  return SCHEMES.includes(parsed.scheme)
    ? undefined
    : `"${parsed.scheme}" is not supported; use oci, http, https or file`;
}

function checkEnvironment(config: Module['vmConfig'], path: string, report: FieldReport): void {
  const names = new Set<string>();
  each(config?.env, `${path}.env`, ({ name = '', value = '', valueFrom = 'INLINE' }, at) => {
    if (name === '')
      report.error('wasm-plugin/variable-without-name', `${at}.name`, 'The variable needs a name');
    else if (name.length > 256)
      report.error(
        'wasm-plugin/long-name',
        `${at}.name`,
        'The name of a variable has at most 256 characters',
      );
    else if (names.has(name))
      report.error('wasm-plugin/duplicate-variable', `${at}.name`, `Variable "${name}" is set twice`);
    if (valueFrom !== 'INLINE' && value !== '') {
      report.error(
        'wasm-plugin/value-of-host',
        `${at}.value`,
        `Variable "${name}" comes from the proxy (valueFrom: ${valueFrom}), so it takes no value here`,
      );
    }
    names.add(name);
  });
}

function checkMatch(match: WasmPluginSpec['match'], report: FieldReport): void {
  each(match, 'spec.match', ({ ports }, path) =>
    each(ports, `${path}.ports`, ({ number = 0 }, at) => {
      if (number < 1 || number > 65_535)
        report.error(
          'wasm-plugin/invalid-port',
          `${at}.number`,
          `${number} is no port number; it must be 1 to 65535`,
        );
    }),
  );
}
