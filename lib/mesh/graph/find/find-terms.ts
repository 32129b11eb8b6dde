import type { FindExpression } from './find-expression';
import { findField } from './find-fields';

/** What an expression is made of when its joints are left out. */
export type FindTerm = Exclude<FindExpression, { kind: 'and' | 'or' | 'not' }>;

/** The terms of an expression, from left to right. */
export function* findTerms(expression: FindExpression): Generator<FindTerm> {
  if (expression.kind === 'not') yield* findTerms(expression.inner);
  else if ('left' in expression) {
    yield* findTerms(expression.left);
    yield* findTerms(expression.right);
  } else yield expression;
}

/** Whether an expression asks something that edges have themselves; else edges only follow their ends. */
export function asksOfEdges(expression: FindExpression): boolean {
  for (const term of findTerms(expression))
    if (term.kind !== 'text' && findField(term.field)?.of.includes('edge') === true) return true;
  return false;
}
