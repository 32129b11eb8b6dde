import { compilePattern } from './re2';

const FOLDS_CASE = /^\(\?i\)/;
/** Escapes that mean the same in RE2 and in PostgreSQL: classes, and punctuation that stands for itself. */
const ESCAPE = /\\(?![dswDSW]|[^a-zA-Z0-9])./;
/** A class inside brackets that PostgreSQL refuses there. */
const NEGATED_IN_BRACKETS = /\[[^\]]*\\[DSW]/;
const GROUP = /\(\?(?!:)/;
const MOST_REPEATS = 255;

/** Why a pattern cannot be used for a search in the store; undefined for one that RE2 and PostgreSQL read alike. */
export function findPatternProblem(source: string): string | undefined {
  const compiled = compilePattern(source);
  if ('error' in compiled) return `This is no pattern: ${compiled.error}`;
  const rest = source.replace(FOLDS_CASE, '');
  const unknown = ESCAPE.exec(rest)?.[0];
  if (unknown !== undefined) return `Searches do not know ${unknown} in patterns`;
  if (NEGATED_IN_BRACKETS.test(rest)) return 'Searches do not know \\D, \\S and \\W between brackets';
  if (GROUP.test(rest)) return 'Searches know (?:…) in patterns, and (?i) at their beginning';
  const repeats = [...rest.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].flatMap(([, least, most]) => [least, most]);
  return repeats.some((count) => Number(count ?? 0) > MOST_REPEATS)
    ? `Searches repeat at most ${MOST_REPEATS} times`
    : undefined;
}

/** The pattern for PostgreSQL's `~`, which matches anywhere unless it is told not to. */
export function toWholePattern(source: string): string {
  const rest = source.replace(FOLDS_CASE, '');
  return `${rest === source ? '' : '(?i)'}^(?:${rest})$`;
}
