import type { Condition } from './span-condition';

/** A condition with every test replaced; what is always or never met is folded. `isNegated` says that a test stands under a `not`. */
export function mapTests<From extends { kind: string }, To extends { kind: string }>(
  condition: Condition<From>,
  replace: (test: From, isNegated: boolean) => Condition<To>,
  isNegated = false,
): Condition<To> {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const { kind, left, right } = condition as Extract<Condition<never>, { kind: 'and' | 'or' }>;
      return joinConditions(kind, mapTests(left, replace, isNegated), mapTests(right, replace, isNegated));
    }
    case 'not': {
      const inner = mapTests(
        (condition as Extract<Condition<never>, { kind: 'not' }>).inner,
        replace,
        !isNegated,
      );
      return isAlways(inner) ? { kind: 'always', isMet: !inner.isMet } : { kind: 'not', inner };
    }
    case 'always':
      return condition as Extract<Condition<never>, { kind: 'always' }>;
    default:
      return replace(condition as From, isNegated);
  }
}

/** Both conditions, or one of them. */
export function joinConditions<Test extends { kind: string }>(
  kind: 'and' | 'or',
  left: Condition<Test>,
  right: Condition<Test>,
): Condition<Test> {
  const settles = kind === 'or';
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (isAlways(one)) return one.isMet === settles ? one : other;
  }
  return { kind, left, right };
}

function isAlways<Test extends { kind: string }>(
  condition: Condition<Test>,
): condition is Extract<Condition<never>, { kind: 'always' }> {
  return condition.kind === 'always';
}
