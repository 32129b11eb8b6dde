import type { OptionSet, OptionValues } from './options/option';

/** One thing `meshscope` can do, as the list of verbs names it. */
export interface VerbEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Verb>;
}

/** What a verb is called with and does: one file, and an entry in `verbs.ts`. */
export interface Verb<S extends OptionSet = OptionSet> {
  /** How it is called, without `meshscope`. */
  readonly usage: string;
  /** Paragraphs for `--help`. */
  readonly description: readonly string[];
  readonly options: S;
  readonly examples: readonly { command: string; explanation: string }[];
  /** Whether a command follows behind `--`. */
  readonly takesCommand: boolean;
  /** Whether words that are no options are taken: files, folders, `-`. */
  readonly takesOperands?: boolean;
  /** Exit codes of its own: what it answers to a wrong call, and the line of `--help`. */
  readonly exits?: { readonly misuse: number; readonly help: string };
  /** Answers the exit code; `rest` is the command behind `--`, or the operands. */
  readonly run: (values: OptionValues<S>, rest: readonly string[]) => Promise<number>;
}

/** Keeps the types of a verb's options together with its `run`. */
export function defineVerb<S extends OptionSet>(verb: Verb<S>): Verb {
  return verb as unknown as Verb;
}

/** Exit codes, as `--help` lists them. */
export const EXIT = { ok: 0, failed: 1, usage: 64 } as const;
