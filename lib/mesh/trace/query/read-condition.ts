import type { QueryNode, QueryReading } from './query-reading';
import { readComparison } from './read-comparison';
import type { SetCondition } from './spanset';

/** What stands between braces: comparisons with `&&`, `||`, `!` and parentheses; nothing is met by every span. */
export function readCondition(reading: QueryReading, filter: QueryNode): SetCondition {
  const expression = filter.getChild('FieldExpression');
  return expression === null ? { kind: 'always', isMet: true } : readExpression(reading, expression);
}

/** An operand and how it is joined to those before it. */
interface Link {
  joint: 'and' | 'or';
  condition: SetCondition;
}

function readExpression(reading: QueryReading, node: QueryNode): SetCondition {
  const [first, ...others] = readChain(reading, node);
  return others.reduce(
    (left, { joint, condition }): SetCondition => ({ kind: joint, left, right: condition }),
    first.condition,
  );
}

/** The grammar lets `!` reach over the joints behind it; it is about what comes right after it and nothing else. */
function readChain(reading: QueryReading, node: QueryNode): [Link, ...Link[]] {
  const [first, joint, second] = reading.partsOf(node);
  if (first !== undefined && second !== undefined && isJoint(joint)) {
    const kind = joint?.name === 'Or' ? 'or' : 'and';
    const [next, ...others] = isLooseNegation(reading, second)
      ? readChain(reading, second)
      : [linkOf(readExpression(reading, second))];
    return [...readChain(reading, first), { ...next, joint: kind }, ...others];
  }
  if (first !== undefined && isLooseNegation(reading, node)) {
    const [negated, ...others] = readChain(reading, first);
    return [linkOf({ kind: 'not', inner: negated.condition }), ...others];
  }
  return [linkOf(readOperand(reading, node))];
}

function linkOf(condition: SetCondition): Link {
  return { joint: 'and', condition };
}

function isJoint(node: QueryNode | undefined): boolean {
  return node?.name === 'And' || node?.name === 'Or';
}

/** `!a && b` as the grammar sees it: a negation of both. */
function isLooseNegation(reading: QueryReading, node: QueryNode): boolean {
  const [inner, ...others] = reading.partsOf(node);
  if (inner === undefined || others.length > 0 || !reading.textOf(node).startsWith('!')) return false;
  return isJoint(reading.partsOf(inner)[1]) || isLooseNegation(reading, inner);
}

function readOperand(reading: QueryReading, node: QueryNode): SetCondition {
  const [first, joint, second] = reading.partsOf(node);
  if (first === undefined) return reading.fail(node, 'A condition belongs here');
  if (joint === undefined) return readUnary(reading, node, first);
  if (second === undefined) return reading.fail(joint, 'A value belongs after this');
  if (joint.name === 'FieldOp') return readComparison(reading, first, joint, second);
  return reading.fail(joint, 'Conditions are joined by && or ||');
}

function readUnary(reading: QueryReading, node: QueryNode, inner: QueryNode): SetCondition {
  const text = reading.textOf(node);
  if (inner.name === 'FieldExpression') {
    if (text.startsWith('!')) return { kind: 'not', inner: readExpression(reading, inner) };
    return readExpression(reading, inner);
  }
  if (text === 'true' || text === 'false') return { kind: 'always', isMet: text === 'true' };
  return reading.fail(node, `Compare ${text} with something: = != > < =~`);
}
