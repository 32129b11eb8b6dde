import { parseArgs } from 'node:util';
import { AppError } from '../../protocol/app-error';
import { OPTION_SPECS, type OptionName, type OptionSpec } from './option-specs';

/** What was given for one option, and how to name it in a message. */
export interface RawOption {
  text: string;
  source: string;
}

/** Every option that was given, flags before environment variables. */
export type RawOptions = ReadonlyMap<OptionName, RawOption>;

/** Reads flags and environment; fails with `bad_request` at an unknown flag or one without its value. */
export function readRawOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): RawOptions {
  const flags = parseFlags(args);
  const options = new Map<OptionName, RawOption>();
  for (const spec of OPTION_SPECS) {
    const given = flags[spec.flag];
    const variable = spec.env === '' ? undefined : env[spec.env];
    if (given !== undefined && given.length > 0) {
      options.set(spec.flag, { text: given.map(String).join(','), source: `--${spec.flag}` });
    } else if (variable !== undefined && variable !== '') {
      options.set(spec.flag, { text: variable, source: spec.env });
    }
  }
  return options;
}

function parseFlags(args: readonly string[]): Record<string, (string | boolean)[] | undefined> {
  const known = OPTION_SPECS.map((spec: OptionSpec) => {
    const type: 'string' | 'boolean' = spec.value === undefined ? 'boolean' : 'string';
    return [spec.flag, { type, multiple: true }] as const;
  });
  try {
    const parsed = parseArgs({ args: [...args], options: Object.fromEntries(known), strict: true });
    return parsed.values as Record<string, (string | boolean)[] | undefined>;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new AppError('bad_request', `${reason} See --help.`);
  }
}
