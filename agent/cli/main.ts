// Must stay the first import.
import '../runtime/keep-heap-small';

import { readOptions } from '../config/read-options';
import { formatOverview, formatVerbHelp } from './format-verb-help';
import { suggestName } from './options/suggest-name';
import { isUsageError, UsageError } from './options/usage-error';
import { EXIT, type VerbEntry } from './verb';
import { VERBS } from './verbs';

/** Runs one command line; answers the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    process.stderr.write(formatOverview(VERBS));
    return EXIT.usage;
  }
  if (name === '--help' || name === '-h' || name === 'help') return printHelp(rest[0]);
  if (name === '--version' || name === '-v') return runVerb(findVerb('version'), rest);
  return runVerb(findVerb(name), rest);
}

async function runVerb(entry: VerbEntry, args: readonly string[]): Promise<number> {
  const verb = await entry.load();
  const divider = verb.takesCommand ? args.indexOf('--') : -1;
  const flags = divider === -1 ? args : args.slice(0, divider);
  const command = divider === -1 ? [] : args.slice(divider + 1);
  if (flags.includes('--help') || flags.includes('-h')) return printHelp(entry.name);
  try {
    const operands: string[] = [];
    const values = readOptions(verb.options, flags, undefined, verb.takesOperands ? operands : undefined);
    return await verb.run(values, verb.takesOperands ? operands : command);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    throw new UsageError(`${error.message}\nSee meshscope ${entry.name} --help`, verb.exits?.misuse);
  }
}

async function printHelp(name: string | undefined): Promise<number> {
  const entry = name === undefined ? undefined : findVerb(name);
  process.stdout.write(
    entry === undefined ? formatOverview(VERBS) : formatVerbHelp(entry.summary, await entry.load()),
  );
  return EXIT.ok;
}

function findVerb(name: string): VerbEntry {
  const verb = VERBS.find((one) => one.name === name);
  if (verb !== undefined) return verb;
  const names = VERBS.map((one) => one.name);
  const suggestion = suggestName(name, names);
  const hint = suggestion === undefined ? `the verbs are ${names.join(', ')}` : `did you mean ${suggestion}?`;
  throw new UsageError(`Unknown verb "${name}"; ${hint}`);
}

/** A failed listener says which address and why. */
function describeFailure(error: unknown): string {
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'EADDRINUSE') return `cannot listen at ${address}:${port}: another process does`;
  if (code === 'EACCES' && port !== undefined) return `cannot listen at ${address}:${port}: not permitted`;
  if (code === 'EADDRNOTAVAIL') return `cannot listen at ${address}:${port}: not an address of this machine`;
  return error instanceof Error ? error.message : String(error);
}

// Whoever read what is printed may be gone before us (`| head`, a terminal that was closed): a sidecar goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  const isUsage = isUsageError(error);
  process.stderr.write(`meshscope: ${isUsage ? error.message : describeFailure(error)}\n`);
  process.exit(isUsage ? (error.exitCode ?? EXIT.usage) : EXIT.failed);
}
