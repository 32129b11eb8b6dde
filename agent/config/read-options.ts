import { parseArgs } from 'node:util';
import type { OptionSet, OptionValues } from '../cli/options/option';
import { suggestName } from '../cli/options/suggest-name';
import { UsageError } from '../cli/options/usage-error';

/** The only file of the agent that reads the environment. */

/** The environment a child process gets before the agent adds its own. */
export function inheritedEnvironment(): Record<string, string | undefined> {
  return { ...process.env };
}

/** The value of one environment variable; empty counts as absent. */
export function readEnvironment(name: string): string | undefined {
  return process.env[name] || undefined;
}

/**
 * Reads flags, then the environment, then defaults; throws a UsageError that names what is wrong. Words that are no
 * options go to `operands`, and are wrong without it.
 */
export function readOptions<S extends OptionSet>(
  options: S,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
  operands?: string[],
): OptionValues<S> {
  const given = readFlags(options, args, operands);
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(options)) {
    const fromEnvironment = option.env === undefined ? undefined : environment[option.env];
    const texts = given.get(name) ?? (fromEnvironment ? [fromEnvironment] : []);
    if (texts.length > 1 && !option.isRepeatable)
      throw new UsageError(`--${name} is given ${texts.length} times`);
    values[name] = option.read(texts, name);
  }
  return values as OptionValues<S>;
}

function readFlags(options: OptionSet, args: readonly string[], operands?: string[]): Map<string, string[]> {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, option]) => [
        name,
        {
          ...(option.isSwitch ? { type: 'boolean' as const } : { type: 'string' as const, multiple: true }),
          ...(option.short === undefined ? {} : { short: option.short }),
        },
      ]),
    ),
    strict: false,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (operands === undefined) {
        const hint = options.file === undefined ? '' : `; files are given with -f: -f ${token.value}`;
        throw new UsageError(`Unexpected "${token.value}"${hint}`);
      }
      operands.push(token.value);
    }
    if (token.kind !== 'option') continue;
    // `--console --quiet` forgot the address; `--console=--quiet` would mean it.
    const isForgotten = token.inlineValue === false && token.value?.startsWith('--');
    const value = readValue(options, token, isForgotten ? undefined : token.value);
    given.set(token.name, [...(given.get(token.name) ?? []), value]);
  }
  return given;
}

function readValue(
  options: OptionSet,
  { name, rawName }: { name: string; rawName: string },
  value: string | undefined,
): string {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) {
    const suggestion = suggestName(name, Object.keys(options));
    throw new UsageError(
      `Unknown option ${rawName}${suggestion === undefined ? '' : `; did you mean --${suggestion}?`}`,
    );
  }
  if (option.isSwitch) {
    if (value !== undefined) throw new UsageError(`--${name} takes no value`);
    return 'true';
  }
  if (value === undefined)
    throw new UsageError(`--${name} ${option.placeholder ?? 'VALUE'}: the value is missing`);
  return value;
}
