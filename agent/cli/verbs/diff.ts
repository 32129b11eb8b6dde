import { unifiedDiff } from '../../../lib/mesh/config/unified-diff';
import type { ChangeAnswer } from '../../../lib/protocol/api/config-changes';
import { createConsoleApi } from '../api/console-api';
import { formatRefusal } from '../api/format-change';
import { readManifests } from '../api/read-manifests';
import { API_OPTIONS } from '../options/api-options';
import { type OptionValues, repeated, withDefault } from '../options/option';
import { parseName, parseText } from '../options/parse-values';
import { UsageError } from '../options/usage-error';
import { defineVerb, EXIT } from '../verb';

/** As kubectl and diff answer: 1 for "there are differences", more for "it failed". */
const DIFFERENT = 1;
const FAILED = 2;

const options = {
  file: repeated(parseText, {
    placeholder: 'FILE|DIR|-',
    short: 'f',
    help: 'What would be applied: files, folders with all below them, or standard input.',
  }),
  namespace: withDefault(parseName, {
    placeholder: 'NAMESPACE',
    short: 'n',
    fallback: 'default',
    help: 'For objects that name no namespace.',
  }),
  ...API_OPTIONS,
} as const;

export const diff = defineVerb({
  usage: 'diff -f FILE|DIR|- [-n NAMESPACE]',
  description: ['Holds files against the configuration as it is stored; changes nothing.'],
  options,
  examples: [{ command: 'meshscope diff -f mesh/', explanation: 'what a folder would change' }],
  takesCommand: false,
  exits: {
    misuse: EXIT.usage,
    help: '0 nothing would change; 1 something would; 2 failed; 64 called wrongly',
  },
  run: showDiff,
});

async function showDiff(values: OptionValues<typeof options>): Promise<number> {
  if (values.file.length === 0) throw new UsageError('-f FILE|DIR|- is missing');
  const api = createConsoleApi(values.console, values.token);
  const { namespace } = values;
  try {
    const files = await readManifests(values.file);
    const answer = await api.post<ChangeAnswer>('/api/config/apply', { files, namespace, dryRun: true });
    const text = answer.objects
      .map(({ kind, namespace: place, name, before, after }) =>
        unifiedDiff(before ?? '', after ?? before ?? '', `${kind}/${place}/${name}.yaml`),
      )
      .join('');
    process.stdout.write(text);
    return text === '' ? EXIT.ok : DIFFERENT;
  } catch (error) {
    process.stderr.write(formatFailure(error));
    return FAILED;
  }
}

function formatFailure(error: unknown): string {
  try {
    return formatRefusal(error);
  } catch {
    return `meshscope: ${error instanceof Error ? error.message : error}\n`;
  }
}
