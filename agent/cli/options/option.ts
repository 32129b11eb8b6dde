import { UsageError } from './usage-error';

/** Turns the text of one value into what it means; throws an Error that says what would be right. */
export type Parse<T> = (text: string) => T;

/** What a reader of `--help` needs to know of an option. */
export interface OptionHelp {
  help: string;
  /** What stands for the value in the help, for instance `HOST:PORT`; absent for a switch. */
  placeholder?: string;
  /** One letter: `f` for `-f`. */
  short?: string;
  /** The environment variable that gives the value when the flag does not. */
  env?: string;
  /** The default in words. */
  fallback?: string;
}

/** One option of a verb: how it is shown, and how its texts become a value. */
export interface Option<T> extends OptionHelp {
  readonly isSwitch: boolean;
  readonly isRepeatable: boolean;
  readonly read: (texts: readonly string[], flag: string) => T;
}

export type OptionSet = Readonly<Record<string, Option<unknown>>>;

/** The values of a set of options by name. */
export type OptionValues<S extends OptionSet> = {
  readonly [K in keyof S]: S[K] extends Option<infer T> ? T : never;
};

type ValueHelp = OptionHelp & { placeholder: string };

export function optional<T>(parse: Parse<T>, help: ValueHelp): Option<T | undefined> {
  return {
    ...help,
    isSwitch: false,
    isRepeatable: false,
    read: (texts, flag) => (texts[0] === undefined ? undefined : parseNamed(parse, texts[0], flag)),
  };
}

export function required<T>(parse: Parse<T>, help: ValueHelp): Option<T> {
  return {
    ...help,
    isSwitch: false,
    isRepeatable: false,
    read: (texts, flag) => {
      if (texts[0] === undefined) throw new UsageError(`--${flag} ${help.placeholder} is missing`);
      return parseNamed(parse, texts[0], flag);
    },
  };
}

/** `fallback` is the default as the user would write it. */
export function withDefault<T>(parse: Parse<T>, help: ValueHelp & { fallback: string }): Option<T> {
  return {
    ...help,
    isSwitch: false,
    isRepeatable: false,
    read: (texts, flag) => parseNamed(parse, texts[0] ?? help.fallback, flag),
  };
}

export function repeated<T>(parse: Parse<T>, help: ValueHelp): Option<readonly T[]> {
  return {
    ...help,
    isSwitch: false,
    isRepeatable: true,
    read: (texts, flag) => texts.map((text) => parseNamed(parse, text, flag)),
  };
}

export function toggle(help: OptionHelp): Option<boolean> {
  return { ...help, isSwitch: true, isRepeatable: false, read: (texts) => texts.at(-1) === 'true' };
}

function parseNamed<T>(parse: Parse<T>, text: string, flag: string): T {
  try {
    return parse(text);
  } catch (error) {
    throw new UsageError(
      `--${flag} ${JSON.stringify(text)}: ${error instanceof Error ? error.message : error}`,
    );
  }
}
