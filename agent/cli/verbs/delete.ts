import { isClusterScoped } from '../../../lib/mesh/config/kept-kinds';
import { type ConfigKindName, kindOf } from '../../../lib/mesh/config/kinds';
import { parseResources } from '../../../lib/mesh/config/parse-resources';
import type { ConfigResource } from '../../../lib/mesh/config/resource';
import type { ChangeAnswer } from '../../../lib/protocol/api/config-changes';
import { createConsoleApi } from '../api/console-api';
import { formatRefusal } from '../api/format-change';
import { parseKind } from '../api/kind-names';
import { readManifests } from '../api/read-manifests';
import { CHANGE_OPTIONS } from '../options/change-options';
import { type OptionValues, repeated, toggle, withDefault } from '../options/option';
import { parseName, parseText } from '../options/parse-values';
import { UsageError } from '../options/usage-error';
import { defineVerb, EXIT } from '../verb';
import { reportChange } from './apply';

const options = {
  file: repeated(parseText, {
    placeholder: 'FILE|DIR|-',
    short: 'f',
    help: 'Delete the objects of these files.',
  }),
  namespace: withDefault(parseName, {
    placeholder: 'NAMESPACE',
    short: 'n',
    fallback: 'default',
    help: 'Where NAME is, and for objects of files that name no namespace.',
  }),
  'dry-run': toggle({ help: 'Say what would be deleted and what would then be wrong; delete nothing.' }),
  ...CHANGE_OPTIONS,
} as const;

type Values = OptionValues<typeof options>;

/** An object by its name. */
interface Target {
  kind: ConfigKindName;
  namespace: string;
  name: string;
}

export const deleteVerb = defineVerb({
  usage: 'delete KIND NAME... [-n NAMESPACE] | delete -f FILE|DIR|-',
  description: [
    'All of them go in one revision, or none when one is not there. KIND is a kind or its short name: vs, dr, gw, se, pa, ra, ap, svc, gtw (Gateway of the Gateway API).',
    'The history in the console brings back what was deleted.',
  ],
  options,
  examples: [
    { command: 'meshscope delete vs reviews -n bookinfo', explanation: 'one VirtualService' },
    { command: 'meshscope delete -f canary.yaml', explanation: 'everything in a file' },
  ],
  takesCommand: false,
  takesOperands: true,
  run: runDelete,
});

async function runDelete(values: Values, operands: readonly string[]): Promise<number> {
  const remove = [...nameTargets(operands, values.namespace), ...(await readTargets(values))];
  if (remove.length === 0) throw new UsageError('KIND NAME or -f FILE|DIR|- is missing');
  const api = createConsoleApi(values.console, values.token);
  const { reason } = values;
  let answer: ChangeAnswer;
  try {
    answer = await api.post('/api/config/apply', { remove, reason, dryRun: values['dry-run'] });
  } catch (error) {
    process.stderr.write(formatRefusal(error));
    return EXIT.failed;
  }
  return await reportChange(api, answer, values);
}

function nameTargets([kindWord, ...names]: readonly string[], namespace: string): Target[] {
  if (kindWord === undefined) return [];
  const kind = parseKind(kindWord);
  if (names.length === 0) throw new UsageError(`delete ${kindWord}: the NAME is missing`);
  return names.map((name) => ({ kind, namespace: isClusterScoped(kind) ? '' : namespace, name }));
}

async function readTargets({ file, namespace }: Values): Promise<Target[]> {
  if (file.length === 0) return [];
  const targets: Target[] = [];
  for (const { name, yaml } of await readManifests(file)) {
    const { resources, problems } = parseResources(yaml, name);
    const [problem] = problems;
    if (problem !== undefined) {
      throw new Error(`${name}:${problem.position.line}:${problem.position.column}: ${problem.message}`);
    }
    targets.push(...resources.flatMap((resource) => targetOf(resource, namespace)));
  }
  return targets;
}

function targetOf(resource: ConfigResource, fallback: string): Target[] {
  const kind = kindOf(resource);
  if (kind === undefined) return [];
  const { name, namespace } = resource.metadata;
  return [{ kind, namespace: isClusterScoped(kind) ? '' : namespace || fallback, name }];
}
