import type { Bounds, Meaning } from '../judge/gate';

/** What Argo's conditions ask of a reading. */
export interface ReadCondition {
  /** A reading outside of them is a failure. */
  bounds: Bounds;
  /** Narrower bounds of good readings, where Argo takes what lies between for inconclusive. */
  good?: Bounds;
  /** What an answer without any number is; undefined: Argo cannot evaluate the condition, which is an error. */
  empty?: Meaning;
  /** What "not a number" is. */
  notANumber: Meaning;
}

const RESULT = String.raw`(?:asFloat|float|asInt|int)?\(?result(?:\[0\])?\)?`;
const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:e-?\d+)?`;
const COMPARISON = new RegExp(String.raw`^${RESULT}\s*(>=|<=|==|>|<)\s*(${NUMBER})$`, 'i');
const TURNED = new RegExp(String.raw`^(${NUMBER})\s*(>=|<=|==|>|<)\s*${RESULT}$`, 'i');
/** Conditions on there being no answer, or one that is no number; and their opposites. */
const EMPTY = /^(?:len\(result\)\s*==\s*0|result(?:\[0\])?\s*==\s*nil|isNil\(result(?:\[0\])?\))$/;
const FULL = /^(?:len\(result\)\s*(?:>|!=)\s*0|result(?:\[0\])?\s*!=\s*nil)$/;
const NAN = /^isNaN\(result(?:\[0\])?\)$/;
const NUMERIC = /^(?:!|not\s+)isNaN\(result(?:\[0\])?\)$/;
/** The nearest number on the other side of a bound that does not belong. */
const STEP = 1e-9;

/** One condition, read. */
interface Side {
  bounds: Bounds;
  /** Whether it holds without an answer; undefined where it cannot be evaluated then. */
  atEmpty: boolean | undefined;
  /** Whether it holds for what is not a number. */
  atNotANumber: boolean;
}

/** The bounds behind Argo's conditions; undefined when one is more than comparisons of the result with numbers. */
export function readCondition(
  success: string | undefined,
  failure: string | undefined,
): ReadCondition | undefined {
  const good = success === undefined ? undefined : readSuccess(success);
  const bad = failure === undefined ? undefined : readFailure(failure);
  if (good === null || bad === null || (good === undefined && bad === undefined)) return undefined;
  const empty =
    (good ?? bad)?.atEmpty === undefined || (bad ?? good)?.atEmpty === undefined
      ? {}
      : { empty: decide(good?.atEmpty, bad?.atEmpty) };
  const rest = { ...empty, notANumber: decide(good?.atNotANumber, bad?.atNotANumber) };
  if (good === undefined || bad === undefined) return { bounds: (good ?? bad)?.bounds ?? {}, ...rest };
  const both = { ...good.bounds };
  if (bad.bounds.min !== undefined) narrow(both, '>=', bad.bounds.min);
  if (bad.bounds.max !== undefined) narrow(both, '<=', bad.bounds.max);
  return { bounds: bad.bounds, good: both, ...rest };
}

/** What Argo makes of its two conditions; either may be missing. */
function decide(isGood: boolean | undefined, isBad: boolean | undefined): Meaning {
  if (isBad === true) return 'bad';
  if (isGood === undefined) return 'good';
  return isGood ? 'good' : isBad === undefined ? 'bad' : 'unclear';
}

/** All of its parts must hold; null for what cannot be read. */
function readSuccess(text: string): Side | null {
  const alternatives = split(text, /\|\||\bor\b/);
  const isAbout = (part: string): boolean => EMPTY.test(part) || NAN.test(part);
  const place = alternatives.findIndex((part) => !isAbout(part));
  const only = alternatives[place];
  if (only === undefined || alternatives.some((part, at) => at !== place && !isAbout(part))) return null;
  const bounds: Bounds = {};
  const parts = split(only, /&&|\band\b/);
  for (const part of parts) {
    if (FULL.test(part) || NUMERIC.test(part)) continue;
    const comparison = readComparison(part);
    if (comparison === undefined) return null;
    narrow(bounds, comparison.operator, comparison.value);
  }
  // What is asked too late fails before it is asked: there is no first result.
  const isEmptyGood = alternatives.slice(0, place).some((part) => EMPTY.test(part));
  const isGuarded = FULL.test(parts[0] ?? '');
  return {
    bounds,
    atEmpty: isEmptyGood ? true : isGuarded ? false : undefined,
    atNotANumber: alternatives.some((part) => NAN.test(part)),
  };
}

/** None of its parts may hold. */
function readFailure(text: string): Side | null {
  const bounds: Bounds = {};
  const parts = split(text, /\|\||\bor\b/);
  for (const part of parts) {
    if (EMPTY.test(part) || NAN.test(part)) continue;
    const comparison = readComparison(part);
    const opposite = OPPOSITE[comparison?.operator ?? ''];
    if (comparison === undefined || opposite === undefined) return null;
    narrow(bounds, opposite, comparison.value);
  }
  if (bounds.min === undefined && bounds.max === undefined) return null;
  return {
    bounds,
    atEmpty: EMPTY.test(parts[0] ?? '') ? true : undefined,
    atNotANumber: parts.some((part) => NAN.test(part)),
  };
}

function split(text: string, by: RegExp): string[] {
  return text.split(by).map((part) => unwrap(part.trim()));
}

/** Without parentheses around the whole. */
function unwrap(text: string): string {
  const inner = /^\(([^()]*(?:\([^()]*\)[^()]*)*)\)$/.exec(text)?.[1];
  return inner === undefined ? text : unwrap(inner.trim());
}

function readComparison(text: string): { operator: string; value: number } | undefined {
  const [, operator, value] = COMPARISON.exec(text) ?? [];
  if (operator !== undefined) return { operator, value: Number(value) };
  const [, turnedValue, turned = ''] = TURNED.exec(text) ?? [];
  const mirrored = MIRRORED[turned];
  return mirrored === undefined ? undefined : { operator: mirrored, value: Number(turnedValue) };
}

const OPPOSITE: Readonly<Record<string, string>> = { '>=': '<', '<=': '>', '>': '<=', '<': '>=' };
const MIRRORED: Readonly<Record<string, string>> = { '>=': '<=', '<=': '>=', '>': '<', '<': '>', '==': '==' };

function narrow(bounds: Bounds, operator: string, value: number): void {
  const slack = STEP * Math.max(1, Math.abs(value));
  if (operator.startsWith('>') || operator === '==') {
    const min = operator === '>' ? value + slack : value;
    bounds.min = Math.max(bounds.min ?? min, min);
  }
  if (operator.startsWith('<') || operator === '==') {
    const max = operator === '<' ? value - slack : value;
    bounds.max = Math.min(bounds.max ?? max, max);
  }
}
