import { parser } from '@grafana/lezer-traceql';
import { type QueryError, type QueryNode, QueryReading } from './query-reading';
import { readComparison } from './read-comparison';
import type { SpanCondition } from './span-condition';

export type { QueryError } from './query-reading';

/** A query that was read, or what is wrong with it and where. */
export type TraceQuery =
  | { condition: SpanCondition; error?: never }
  | { condition?: never; error: QueryError };

/** The longest query; its tree is walked recursively. */
const MAX_CHARACTERS = 2_000;
const EVERY: SpanCondition = { kind: 'always', isMet: true };

/**
 * Reads the subset of TraceQL that asks for spans: one set of conditions in braces, with `&&`, `||`, `!`, parentheses, and
 * comparisons of a field with a value. The grammar is Grafana's own, so what else there is in TraceQL is known and named.
 */
export function readTraceQuery(text: string): TraceQuery {
  const reading = new QueryReading(text);
  if (text.length > MAX_CHARACTERS) {
    return {
      error: { message: `A query has at most ${MAX_CHARACTERS} characters`, from: 0, to: text.length },
    };
  }
  const filter = findFilter(reading, parser.parse(text).topNode);
  const expression = filter?.getChild('FieldExpression');
  const condition =
    filter === undefined || expression === undefined || expression === null
      ? EVERY
      : readExpression(reading, expression);
  return reading.error === undefined ? { condition } : { error: reading.error };
}

/** The one set of conditions; notes what stands in its place or beside it. */
function findFilter(reading: QueryReading, top: QueryNode): QueryNode | undefined {
  const filters: QueryNode[] = [];
  let error: QueryNode | undefined;
  let other: QueryNode | undefined;
  top.cursor().iterate(({ node, name, type }) => {
    if (name === 'SpansetFilter') filters.push(node);
    if (type.isError) error ??= node;
    if (OTHER_PARTS.has(name)) other ??= node;
  });
  const [filter, second] = filters;
  if (other !== undefined) reading.fail(other, 'Searches know one set of conditions, without a pipeline');
  else if (second !== undefined) {
    reading.fail(second, 'Searches know one set of conditions: join them inside the braces by && or ||');
  } else if (filter === undefined) {
    reading.failAt(0, reading.text.length, 'A query is a set of conditions in braces: { status = error }');
  } else if (reading.text[filter.to - 1] !== '}' && (error === undefined || error.from === error.to)) {
    reading.fail(filter, 'This brace is never closed');
  } else if (error !== undefined) reading.failAtError(error);
  return filter;
}

const OTHER_PARTS = new Set([
  'Pipe',
  'ScalarFilter',
  'Aggregate',
  'GroupOperation',
  'SelectOperation',
  'CoalesceOperation',
  'MetricsOperation',
  'WithHint',
]);

function readExpression(reading: QueryReading, node: QueryNode): SpanCondition {
  const [first, joint, second] = reading.partsOf(node);
  if (first === undefined) return reading.fail(node, 'A condition belongs here');
  if (joint === undefined) return readUnary(reading, node, first);
  if (second === undefined) return reading.fail(joint, 'A value belongs after this');
  if (joint.name === 'FieldOp') return readComparison(reading, first, joint, second);
  return {
    kind: joint.name === 'Or' ? 'or' : 'and',
    left: readExpression(reading, first),
    right: readExpression(reading, second),
  };
}

function readUnary(reading: QueryReading, node: QueryNode, inner: QueryNode): SpanCondition {
  const text = reading.textOf(node);
  if (inner.name === 'FieldExpression') {
    if (text.startsWith('!')) return { kind: 'not', inner: readExpression(reading, inner) };
    return readExpression(reading, inner);
  }
  if (text === 'true' || text === 'false') return { kind: 'always', isMet: text === 'true' };
  return reading.fail(node, `Compare ${text} with something: = != > < =~`);
}
