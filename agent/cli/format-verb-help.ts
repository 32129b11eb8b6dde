import { formatOptions, formatRow } from './options/format-help';
import type { Verb, VerbEntry } from './verb';

/** What `meshscope --help` prints. */
export function formatOverview(verbs: readonly VerbEntry[]): string {
  return [
    'meshscope: sidecars for any process, and what they know.',
    '',
    'Usage: meshscope VERB [options]',
    '',
    'Verbs:',
    ...verbs.map((verb) => formatRow(verb.name, verb.summary)),
    '',
    'Give a process a sidecar and see it on the graph:',
    '  meshscope run --name orders --version v1 --port 8080 -- node server.js',
    '',
    'meshscope VERB --help explains a verb and all its options.',
    '',
  ].join('\n');
}

/** What `meshscope VERB --help` prints. */
export function formatVerbHelp(summary: string, verb: Verb): string {
  return [
    summary,
    '',
    `Usage: meshscope ${verb.usage}`,
    '',
    ...verb.description.flatMap((paragraph) => [wrapParagraph(paragraph), '']),
    'Options:',
    formatOptions(verb.options),
    formatRow('--help', 'This text.'),
    '',
    'Examples:',
    ...verb.examples.flatMap(({ command, explanation }) => [`  # ${explanation}`, `  ${command}`]),
    '',
    `Exit codes: ${verb.exits?.help ?? usualExits(verb)}.`,
    '',
  ].join('\n');
}

function usualExits({ takesCommand }: Verb): string {
  const usual = '0 done; 1 failed; 64 called wrongly';
  if (!takesCommand) return usual;
  return `${usual}; otherwise the exit code of the process (128 + n after signal n, 127 not found)`;
}

function wrapParagraph(paragraph: string): string {
  return paragraph.replace(/(.{1,100})(?: |$)/g, '$1\n').trimEnd();
}
