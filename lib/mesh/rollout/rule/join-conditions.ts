import { compilePattern } from '../../pattern/re2';

/** What one header has to be like. */
export interface HeaderCondition {
  /** As it was written; names are compared without regard to case. */
  name: string;
  kind: 'exact' | 'prefix' | 'regex' | 'present';
  value: string;
}

/** `never`: no request keeps both. `cannot`: some may, but one condition cannot say so. */
type Joined = HeaderCondition | 'never' | 'cannot';

/**
 * All of `base` and all of `wanted` as one list with one condition a header: rules have room for no more, and a second
 * one would replace or be ignored.
 */
export function joinConditions(
  base: readonly HeaderCondition[],
  wanted: readonly HeaderCondition[],
): HeaderCondition[] | 'never' | 'cannot' {
  const joined = new Map(base.map((condition) => [condition.name.toLowerCase(), condition]));
  for (const condition of wanted) {
    const key = condition.name.toLowerCase();
    const both = joinPair(joined.get(key), condition);
    if (both === 'never' || both === 'cannot') return both;
    joined.set(key, both);
  }
  return [...joined.values()];
}

function joinPair(base: HeaderCondition | undefined, wanted: HeaderCondition): Joined {
  if (base === undefined || base.kind === 'present' || isSame(base, wanted)) return wanted;
  if (wanted.kind === 'present') return base;
  if (wanted.kind === 'exact')
    return holds(base, wanted.value) ? { ...base, ...wanted, name: base.name } : 'never';
  if (base.kind === 'exact') return holds(wanted, base.value) ? base : 'never';
  return 'cannot';
}

function isSame(a: HeaderCondition, b: HeaderCondition): boolean {
  return a.kind === b.kind && a.value === b.value;
}

function holds({ kind, value }: HeaderCondition, text: string): boolean {
  switch (kind) {
    case 'present':
      return true;
    case 'exact':
      return text === value;
    case 'prefix':
      return text.startsWith(value);
    case 'regex': {
      const pattern = compilePattern(value);
      return 'matches' in pattern && pattern.matches(text);
    }
    default:
      return kind satisfies never;
  }
}
