import type { ChangeAnswer } from '../../../lib/protocol/api/config-changes';
import { type ConsoleApi, createConsoleApi } from '../api/console-api';
import { formatChange, formatFindings, formatRefusal } from '../api/format-change';
import { readManifests } from '../api/read-manifests';
import { formatPush, isTakenByAll, waitForAgents } from '../api/wait-for-agents';
import { CHANGE_OPTIONS } from '../options/change-options';
import { type OptionValues, repeated, toggle, withDefault } from '../options/option';
import { parseName, parseText } from '../options/parse-values';
import { UsageError } from '../options/usage-error';
import { defineVerb, EXIT } from '../verb';

const options = {
  file: repeated(parseText, {
    placeholder: 'FILE|DIR|-',
    short: 'f',
    help: 'What to apply: files, folders with all below them, or standard input.',
  }),
  namespace: withDefault(parseName, {
    placeholder: 'NAMESPACE',
    short: 'n',
    fallback: 'default',
    help: 'For objects that name no namespace.',
  }),
  'dry-run': toggle({ help: 'Say what would change and what would be wrong with it; store nothing.' }),
  ...CHANGE_OPTIONS,
} as const;

type Values = OptionValues<typeof options>;

export const apply = defineVerb({
  usage: 'apply -f FILE|DIR|- [-n NAMESPACE] [--dry-run] [--no-wait]',
  description: [
    'Istio, Gateway API and Kubernetes objects, as many as you like, become one revision of the mesh: all of them or, when one cannot be read, none.',
    'Then it waits for the agents and says how many took the revision, which refused it (NACK) and why, and which have not answered; one that refuses keeps serving by its last good configuration.',
    'Findings of the validator go to standard error and hinder nothing.',
  ],
  options,
  examples: [
    { command: 'meshscope apply -f canary.yaml', explanation: 'one file' },
    { command: 'meshscope apply -f mesh/ --dry-run', explanation: 'what a folder would change' },
    { command: 'meshscope apply -f -', explanation: 'what kubectl get vs,dr -A -o yaml pipes in' },
  ],
  takesCommand: false,
  exits: {
    misuse: EXIT.usage,
    help: '0 stored and taken by every agent; 1 refused by the console or by an agent, or not answered in time; 64 called wrongly',
  },
  run: runApply,
});

async function runApply(values: Values): Promise<number> {
  if (values.file.length === 0) throw new UsageError('-f FILE|DIR|- is missing');
  const api = createConsoleApi(values.console, values.token);
  const files = await readManifests(values.file);
  const { namespace, reason } = values;
  let answer: ChangeAnswer;
  try {
    answer = await api.post('/api/config/apply', { files, namespace, reason, dryRun: values['dry-run'] });
  } catch (error) {
    process.stderr.write(formatRefusal(error));
    return EXIT.failed;
  }
  return await reportChange(api, answer, values);
}

/** Prints what changed, and what the agents say to it. */
export async function reportChange(
  api: ConsoleApi,
  answer: ChangeAnswer,
  values: { readonly 'no-wait': boolean; readonly timeout: number },
): Promise<number> {
  process.stdout.write(formatChange(answer));
  process.stderr.write(formatFindings([...answer.findings, ...answer.elsewhere]));
  if (answer.dryRun || values['no-wait']) return EXIT.ok;
  if (answer.objects.every(({ outcome }) => outcome === 'unchanged' || outcome === 'skipped')) return EXIT.ok;
  const outcome = await waitForAgents(api, answer.pushRevision, values.timeout);
  process.stdout.write(`revision ${answer.revision}: ${formatPush(outcome)}`);
  return isTakenByAll(outcome) ? EXIT.ok : EXIT.failed;
}
