import type { FindExpression } from './find-expression';
import { type FindSubject, findField } from './find-fields';
import { readNumber } from './parse-find';
import type { Operator } from './tokenize';

/** Whether a thing matches; a part that makes no sense for it (an edge's `version`) is neither true nor false, as in SQL. */
export function matchesFind(expression: FindExpression, subject: FindSubject): boolean {
  return evaluate(expression, subject) === true;
}

function evaluate(expression: FindExpression, subject: FindSubject): boolean | undefined {
  switch (expression.kind) {
    case 'not':
      return negate(evaluate(expression.inner, subject));
    case 'and': {
      const left = evaluate(expression.left, subject);
      const right = evaluate(expression.right, subject);
      return left === false || right === false ? false : both(left, right);
    }
    case 'or': {
      const left = evaluate(expression.left, subject);
      const right = evaluate(expression.right, subject);
      return left === true || right === true ? true : both(left, right);
    }
    case 'text':
      return matchesName(expression.text, subject);
    case 'flag':
      return findField(expression.field)?.flag?.(subject);
    case 'compare':
      return compare(expression, subject);
    default:
      return expression satisfies never;
  }
}

function both(left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  return left === undefined || right === undefined ? undefined : left && right;
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function matchesName(text: string, { node }: FindSubject): boolean | undefined {
  if (node === undefined) return undefined;
  const words = [node.name, node.namespace, node.version, node.workload, ...node.services];
  return words.some((word) => word.toLowerCase().includes(text.toLowerCase()));
}

function compare(
  { field, operator, value }: { field: string; operator: Operator; value: string },
  subject: FindSubject,
): boolean | undefined {
  const { number, texts } = findField(field) ?? {};
  if (number !== undefined) {
    const have = number(subject);
    return have === undefined ? undefined : compareNumbers(have, operator, readNumber(value) ?? Number.NaN);
  }
  const have = texts?.(subject);
  return have === undefined ? undefined : compareTexts(have, operator, value.toLowerCase());
}

function compareNumbers(have: number, operator: Operator, want: number): boolean {
  if (operator === '>') return have > want;
  if (operator === '>=') return have >= want;
  if (operator === '<') return have < want;
  if (operator === '<=') return have <= want;
  return (have === want) === (operator === '=');
}

function compareTexts(texts: readonly string[], operator: Operator, want: string): boolean {
  const negated = operator.startsWith('!');
  const plain = negated ? operator.slice(1) : operator;
  const found = texts.some((text) => {
    const have = text.toLowerCase();
    if (plain === '*=') return have.includes(want);
    if (plain === '^=') return have.startsWith(want);
    return plain === '$=' ? have.endsWith(want) : have === want;
  });
  return found !== negated;
}
