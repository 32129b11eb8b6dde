import type { Bounds } from '../judge/gate';

/** What Argo's conditions ask of a reading. */
export interface ReadCondition {
  /** A reading outside of them is a failure. */
  bounds: Bounds;
  /** Narrower bounds of good readings, where Argo takes what lies between for inconclusive. */
  good?: Bounds;
  /** An answer without a number would have been good. */
  isEmptyGood: boolean;
}

const RESULT = String.raw`(?:asFloat|float|asInt|int)?\(?result(?:\[0\])?\)?`;
const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:e-?\d+)?`;
const COMPARISON = new RegExp(String.raw`^${RESULT}\s*(>=|<=|==|>|<)\s*(${NUMBER})$`, 'i');
const TURNED = new RegExp(String.raw`^(${NUMBER})\s*(>=|<=|==|>|<)\s*${RESULT}$`, 'i');
/** Conditions on there being no answer at all. */
const EMPTY =
  /^(?:isNaN\(result(?:\[0\])?\)|len\(result\)\s*==\s*0|result(?:\[0\])?\s*==\s*nil|isNil\(result(?:\[0\])?\))$/;
/** The nearest number on the other side of a bound that does not belong. */
const STEP = 1e-9;

/** The bounds behind Argo's conditions; undefined when one is more than comparisons of the result with numbers. */
export function readCondition(
  success: string | undefined,
  failure: string | undefined,
): ReadCondition | undefined {
  const good = success === undefined ? undefined : readSuccess(success);
  const bad = failure === undefined ? undefined : readFailure(failure);
  if (good === null || bad === null) return undefined;
  if (good === undefined) return bad === undefined ? undefined : { bounds: bad, isEmptyGood: false };
  if (bad === undefined) return { bounds: good.bounds, isEmptyGood: good.isEmptyGood };
  const both = { ...good.bounds };
  if (bad.min !== undefined) narrow(both, '>=', bad.min);
  if (bad.max !== undefined) narrow(both, '<=', bad.max);
  return { bounds: bad, good: both, isEmptyGood: good.isEmptyGood };
}

/** All of its parts must hold; null for what cannot be read. */
function readSuccess(text: string): { bounds: Bounds; isEmptyGood: boolean } | null {
  const alternatives = split(text, /\|\||\bor\b/);
  const parts = alternatives.filter((part) => !EMPTY.test(part));
  const [only] = parts;
  if (parts.length !== 1 || only === undefined) return null;
  const bounds: Bounds = {};
  for (const part of split(only, /&&|\band\b/)) {
    const comparison = readComparison(part);
    if (comparison === undefined) return null;
    narrow(bounds, comparison.operator, comparison.value);
  }
  return { bounds, isEmptyGood: parts.length < alternatives.length };
}

/** None of its parts may hold. */
function readFailure(text: string): Bounds | null {
  const bounds: Bounds = {};
  for (const part of split(text, /\|\||\bor\b/)) {
    if (EMPTY.test(part)) continue;
    const comparison = readComparison(part);
    const opposite = OPPOSITE[comparison?.operator ?? ''];
    if (comparison === undefined || opposite === undefined) return null;
    narrow(bounds, opposite, comparison.value);
  }
  return bounds.min === undefined && bounds.max === undefined ? null : bounds;
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
