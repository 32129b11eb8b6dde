import { Environment } from '@marcbachmann/cel-js';
import { compilePattern } from '../pattern/re2';

/** What an expression can ask about; whole numbers are bigint, as CEL's int. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A compiled CEL expression. */
export interface Expression {
  /** The value; undefined where the expression fails, for instance at a header that is not there. */
  evaluate(attributes: Attributes): unknown;
  /** Lower-case names of the request headers that it reads. */
  readonly headers: readonly string[];
}

const LONGEST_EXPRESSION = 4_096;
const MOST_PATTERNS = 64;
const patterns = new Map<string, (text: string) => boolean>();

let environment: Environment | undefined;

/** Made for the first expression: most meshes have none. */
function getEnvironment(): Environment {
  // The library's own `matches` uses JavaScript's engine, which a pattern can hang: ours is RE2.
  environment ??= new Environment({ unlistedVariablesAreDyn: true }).registerFunction(
    'string.re2Matches(string): bool',
    (text: string, pattern: string) => findPattern(pattern)(text),
  );
  return environment;
}

/**
 * Compiles an expression, or says what is wrong with it. `a | b`, which is not CEL but stands in many guides, means b
 * where a has no value.
 */
export function compileExpression(source: string): Expression | { error: string } {
  if (source.length > LONGEST_EXPRESSION) return { error: `longer than ${LONGEST_EXPRESSION} characters` };
  const headers = [...source.matchAll(HEADER)].map((match) => (match[1] ?? '').toLowerCase());
  try {
    const programs = splitAlternatives(source).map((part) => getEnvironment().parse(useRe2(part)));
    return {
      headers: [...new Set(headers)],
      evaluate(attributes) {
        for (const program of programs) {
          const value = attempt(() => program(attributes));
          if (value !== undefined && value !== null) return value;
        }
        return undefined;
      },
    };
  } catch (error) {
    return { error: (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '' };
  }
}

const HEADER = /request\.headers\[\s*['"]([^'"]+)['"]\s*\]/g;
/** Text literals whole, so that nothing is changed within one. */
const LITERAL_OR_MATCHES = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|\.\s*matches\s*\(/g;
const LITERAL_OR_BAR = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|\|\||\|/g;

function useRe2(source: string): string {
  return source.replaceAll(LITERAL_OR_MATCHES, (found) => (found.startsWith('.') ? '.re2Matches(' : found));
}

function splitAlternatives(source: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of source.matchAll(LITERAL_OR_BAR)) {
    if (match[0] !== '|') continue;
    parts.push(source.slice(from, match.index));
    from = match.index + 1;
  }
  return [...parts, source.slice(from)];
}

/** CEL's `matches` looks anywhere in the text. */
function findPattern(source: string): (text: string) => boolean {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  const compiled = compilePattern(`(?s:.*?)(?:${source})(?s:.*)`);
  const test = 'error' in compiled ? () => false : (text: string) => compiled.matches(text);
  if (patterns.size >= MOST_PATTERNS) patterns.clear();
  patterns.set(source, test);
  return test;
}

function attempt(evaluate: () => unknown): unknown {
  try {
    return evaluate();
  } catch {
    return undefined;
  }
}
