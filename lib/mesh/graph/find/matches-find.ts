/**
 * Whether an expression matches a node or an edge. A term about nodes is true of an edge when one of its ends has it, which
 * makes sense beside a term about the edge itself (`protocol = http and ns = shop`) but selects no edge alone: `ns = shop`
 * means nodes. So truth has three values, false < ends < match, and negations are pushed down to the terms first. A value
 * that is missing makes a term false, negated or not, but for `!=` and `= NaN`.
 */
import type { FindExpression } from './find-expression';
import type { FindField, FindSubject } from './find-field';
import { findField } from './find-fields';
import type { FindTerm } from './find-terms';
import { readNumber } from './read-number';
import { type Operator, ORDERED } from './tokenize';

type Truth = 'false' | 'ends' | 'match';

/** Whether a thing matches. */
export function matchesFind(expression: FindExpression, subject: FindSubject): boolean {
  return evaluate(expression, subject, false) === 'match';
}

function evaluate(expression: FindExpression, subject: FindSubject, isNegated: boolean): Truth {
  if (expression.kind === 'not') return evaluate(expression.inner, subject, !isNegated);
  if (!('left' in expression)) return judgeTerm(expression, subject, isNegated);
  const left = evaluate(expression.left, subject, isNegated);
  const isAnd = (expression.kind === 'and') !== isNegated;
  if (isAnd && left === 'false') return 'false';
  const right = evaluate(expression.right, subject, isNegated);
  if (isAnd && right === 'false') return 'false';
  if (left === 'match' || right === 'match') return 'match';
  return left === 'ends' || right === 'ends' ? 'ends' : 'false';
}

function judgeTerm(term: FindTerm, subject: FindSubject, isNegated: boolean): Truth {
  const field = term.kind === 'text' ? undefined : findField(term.field);
  const sorts = field?.of ?? ['node'];
  if (subject.node !== undefined) {
    return sorts.includes('node') && holds(term, field, subject, isNegated) ? 'match' : 'false';
  }
  if (sorts.includes('edge')) return holds(term, field, subject, isNegated) ? 'match' : 'false';
  const ends = [subject.source, subject.target].filter((end) => end !== undefined);
  const has = (negated: boolean) => (node: (typeof ends)[number]) => holds(term, field, { node }, negated);
  return (isNegated ? ends.every(has(true)) : ends.some(has(false))) ? 'ends' : 'false';
}

function holds(
  term: FindTerm,
  field: FindField | undefined,
  subject: FindSubject,
  isNegated: boolean,
): boolean {
  const value = read(term, field, subject);
  return value !== undefined && value !== isNegated;
}

function read(term: FindTerm, field: FindField | undefined, subject: FindSubject): boolean | undefined {
  if (term.kind === 'text') return hasInName(term.text, subject);
  if (term.kind === 'flag') return field?.flag?.(subject);
  if (field?.number !== undefined)
    return compareNumbers(field.number(subject), term.operator, wantedNumber(term.value, field));
  if (field?.numbers !== undefined && ORDERED.includes(term.operator))
    return compareAny(field.numbers(subject), term.operator, wantedNumber(term.value, field));
  const have = field?.texts?.(subject);
  const want = term.value.toLowerCase();
  return have && compareTexts(have, term.operator, field?.values?.[want] ?? want);
}

function hasInName(text: string, { node }: FindSubject): boolean | undefined {
  if (node === undefined) return undefined;
  const words = [node.name, node.namespace, node.version, node.workload, ...node.services];
  return words.some((word) => word.toLowerCase().includes(text.toLowerCase()));
}

function wantedNumber(value: string, { measure }: FindField): number {
  return readNumber(value, measure) ?? Number.NaN;
}

function compareAny(
  numbers: readonly number[] | undefined,
  operator: Operator,
  want: number,
): boolean | undefined {
  return numbers?.some((have) => compareNumbers(have, operator, want));
}

function compareNumbers(have: number | undefined, operator: Operator, want: number): boolean | undefined {
  if (Number.isNaN(want)) return (have === undefined) === (operator === '=');
  if (have === undefined) return operator === '!=' ? true : undefined;
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
