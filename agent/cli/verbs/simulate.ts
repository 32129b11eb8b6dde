import { readFile } from 'node:fs/promises';
import { inDefaultNamespace } from '../../../lib/mesh/config/default-namespace';
import { DEFAULT_MESH_SETTINGS } from '../../../lib/mesh/config/mesh-settings';
import { readMeshSettings, withMeshConfig } from '../../../lib/mesh/config/read-mesh-settings';
import { createResourceSet } from '../../../lib/mesh/config/resource-set';
import { readInputs } from '../analyze/read-inputs';
import { MESH_OPTIONS, readMesh } from '../analyze/read-mesh';
import { type OptionValues, optional, repeated, required } from '../options/option';
import { parseText } from '../options/parse-values';
import { UsageError } from '../options/usage-error';
import { access } from '../simulate/access';
import { readRequests } from '../simulate/read-requests';
import { route } from '../simulate/route';
import type { Simulator } from '../simulate/simulator';
import { defineVerb, EXIT } from '../verb';

/** What can be simulated, by the word behind `simulate`. */
const SIMULATORS: Readonly<Record<string, Simulator>> = { access, route };

const options = {
  config: repeated(parseText, {
    placeholder: 'FILE|DIR',
    help: 'The configuration: files, folders with all below them, or -; may be given several times.',
  }),
  request: required(parseText, {
    placeholder: 'FILE|-',
    help: 'One request or a list of them, as JSON or YAML.',
  }),
  ...MESH_OPTIONS,
  'mesh-config': optional(parseText, {
    placeholder: 'FILE',
    help: "The mesh's MeshConfig, where the ConfigMap istio is not among the files.",
  }),
} as const;

export const simulate = defineVerb({
  usage: `simulate ${Object.keys(SIMULATORS).sort().reverse().join('|')} --config FILE|DIR... --request FILE|-`,
  description: [
    'Decides by the same code as the agents. Prints one JSON answer a request: an object for one, a list for a list.',
    'route: where a request would go: the rule that takes it, destinations and weights, rewrite, redirect, timeout, retries, fault, mirrors and headers. With `from.gateway` it enters by that Gateway, else it leaves through the sidecar of `from.workload`. Services, Deployments and Pods among the files are the state of the cluster; with --console or MESHSCOPE_CONSOLE what runs in that mesh too, unless --offline.',
    'access: whether the request may pass, the policy and rule that decided, the mutual TLS mode and what became of the token. A token in the request is judged by keys that are in the configuration; `claims` stand for a token that was found good, `principal` for the caller’s certificate.',
  ],
  options,
  examples: [
    {
      command: 'meshscope simulate route --config ./mesh --request request.json',
      explanation:
        'with {"from":{"namespace":"shop"},"method":"GET","url":"http://reviews:9080/","headers":{}}',
    },
    {
      command: 'meshscope simulate access --config ./mesh --request request.json',
      explanation:
        'with {"method":"GET","url":"http://cart.shop:8080/","principal":"cluster.local/ns/web/sa/page"}',
    },
  ],
  takesCommand: false,
  takesOperands: true,
  exits: { misuse: EXIT.failed, help: '0 answered; 1 called wrongly or unreadable input' },
  run: simulateRequests,
});

async function simulateRequests(
  values: OptionValues<typeof options>,
  [kind = '', ...more]: readonly string[],
): Promise<number> {
  const simulator = Object.hasOwn(SIMULATORS, kind) ? SIMULATORS[kind] : undefined;
  if (simulator === undefined) throw new UsageError(`simulate what? ${Object.keys(SIMULATORS).join(' or ')}`);
  const files = [...values.config, ...more];
  if (files.length === 0 && (values.console === undefined || values.offline)) {
    throw new UsageError('--config FILE|DIR is missing: by what is it to be decided?');
  }
  const { resources, problems } = await readInputs(files);
  if (problems.length > 0) {
    for (const { file, position, message } of problems) {
      process.stderr.write(`${file}:${position.line}:${position.column}: ${message}\n`);
    }
    return EXIT.failed;
  }
  const running = await readMesh(values, resources);
  const set = createResourceSet([...resources, ...running].map(inDefaultNamespace));
  const file = values['mesh-config'];
  const known =
    file === undefined
      ? DEFAULT_MESH_SETTINGS
      : withMeshConfig(DEFAULT_MESH_SETTINGS, await readFile(file, 'utf8'));
  const settings = readMeshSettings(set, known);
  const { requests, isList } = await readRequests(values.request);
  const answers: unknown[] = [];
  for (const request of requests) answers.push(await simulator(request, set, settings));
  process.stdout.write(`${JSON.stringify(isList ? answers : answers[0], null, 2)}\n`);
  return EXIT.ok;
}
