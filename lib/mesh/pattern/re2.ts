import { RE2JS } from 're2js';

/** A pattern that a user wrote, in RE2's language: linear in time whatever it is given. */
export interface Pattern {
  /** Whether the whole of `text` matches, as Envoy's `safe_regex` asks. */
  matches(text: string): boolean;
  /** Replaces every match; `\1` stands for the first group, as in Envoy's `regex_rewrite`. */
  replaceAll(text: string, replacement: string): string;
}

/** Patterns that are kept compiled: a configuration is compiled again with every change, its patterns seldom differ. */
const KEPT_PATTERNS = 2_000;
const kept = new Map<string, Pattern | { error: string }>();

/** Compiles a pattern, or says what is wrong with it. */
export function compilePattern(source: string): Pattern | { error: string } {
  const known = kept.get(source);
  if (known !== undefined) return known;
  if (kept.size >= KEPT_PATTERNS) kept.clear();
  const compiled = compile(source);
  kept.set(source, compiled);
  return compiled;
}

function compile(source: string): Pattern | { error: string } {
  const literal = /^([^\\.+*?()[\]{}|^$]*)\.\*$/.exec(source)?.[1];
  return literal === undefined ? compileRe2(source) : anythingBehind(literal, source);
}

/** The most usual pattern of all, a text and then `.*`, needs no engine to be matched. */
function anythingBehind(literal: string, source: string): Pattern {
  return {
    matches: (text) => text.startsWith(literal) && !text.includes('\n', literal.length),
    replaceAll: (text, replacement) => {
      const compiled = compileRe2(source);
      return 'error' in compiled ? text : compiled.replaceAll(text, replacement);
    },
  };
}

function compileRe2(source: string): Pattern | { error: string } {
  try {
    const compiled = RE2JS.compile(source);
    const prefix = findLiteralPrefix(source);
    return {
      // Most texts that do not match differ at once.
      matches: (text) => text.startsWith(prefix) && compiled.testExact(text),
      replaceAll: (text, replacement) => compiled.matcher(text).replaceAll(toRe2jsReplacement(replacement)),
    };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** What every whole match begins with, as far as it is plain to see. */
function findLiteralPrefix(source: string): string {
  if (source.includes('|')) return '';
  const [literal = ''] = /^[^\\.+*?()[\]{}^$]*/.exec(source) ?? [];
  // What may be repeated may be absent.
  return /^[*?{]/.test(source.slice(literal.length)) ? literal.slice(0, -1) : literal;
}

/** The pattern that never matches: what an invalid one means to a proxy that must go on. */
export const NEVER: Pattern = { matches: () => false, replaceAll: (text) => text };

function toRe2jsReplacement(replacement: string): string {
  return replacement.replaceAll('$', '\\$').replaceAll(/\\(\d)/g, (_, group: string) => `$${group}`);
}
