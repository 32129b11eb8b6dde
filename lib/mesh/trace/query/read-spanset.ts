import type { QueryNode, QueryReading } from './query-reading';
import { readField, readNumberOperator } from './read-comparison';
import { readCondition } from './read-condition';
import { readDurationUs } from './read-duration';
import type { Aggregate, AggregateName, Spanset, StructureOperator } from './spanset';

/** What stands for a part that could not be read; a query with one is never answered. */
const UNREAD: Spanset = { kind: 'spans', condition: { kind: 'always', isMet: false } };
const STRUCTURES: Readonly<Record<string, StructureOperator>> = { Gt: '>', Desc: '>>', Lt: '<', Anc: '<<' };
const AGGREGATES: readonly Exclude<AggregateName, 'count'>[] = ['avg', 'min', 'max', 'sum'];

/** Sets joined by operators, and stages behind `|`. */
export function readSpanset(reading: QueryReading, node: QueryNode): Spanset {
  const parts = reading.partsOf(node);
  const [first, second, third] = parts;
  if (first === undefined) return fail(reading, node, 'A set of conditions belongs here: { status = error }');
  if (second === undefined) {
    return first.name === 'SpansetPipelineExpression'
      ? readSpanset(reading, first)
      : readPipeline(reading, first);
  }
  const [left, right] = [readSpanset(reading, first), third ?? second];
  if (second.name === 'Pipe') return readStage(reading, left, right);
  return joinSets(reading, node, { left, right: readSpanset(reading, right), operator: third && second });
}

function joinSets(
  reading: QueryReading,
  node: QueryNode,
  { left, right, operator }: { left: Spanset; right: Spanset; operator: QueryNode | undefined },
): Spanset {
  if (operator?.name === 'And') return { kind: 'and', left, right };
  if (operator?.name === 'Or') return { kind: 'or', left, right };
  // The grammar has no node for the operator of siblings.
  const structure = operator === undefined ? '~' : STRUCTURES[operator.name];
  if (structure !== undefined) return { kind: 'structure', operator: structure, left, right };
  return fail(
    reading,
    operator ?? node,
    `Searches do not know ${reading.textOf(operator ?? node)} between sets`,
  );
}

function readPipeline(reading: QueryReading, pipeline: QueryNode): Spanset {
  const filter = pipeline.name === 'SpansetFilter' ? pipeline : pipeline.getChild('SpansetFilter');
  if (filter !== null) return { kind: 'spans', condition: readCondition(reading, filter) };
  return fail(reading, pipeline, 'A set of conditions stands before this: { status = error } | count() > 2');
}

/** `| { … }` or `| count() > 2`. */
function readStage(reading: QueryReading, inner: Spanset, stage: QueryNode): Spanset {
  const [only, ...others] = reading.partsOf(stage);
  if (only?.name === 'SpansetPipeline' && others.length === 0) {
    const filter = only.getChild('SpansetFilter');
    if (filter !== null) return { kind: 'filter', inner, condition: readCondition(reading, filter) };
    const scalar = only.getChild('ScalarFilter');
    if (scalar !== null) return readScalar(reading, inner, scalar);
  }
  return fail(
    reading,
    stage,
    'Behind | stands one set of conditions, or count(), avg(), min(), max(), sum() and a comparison',
  );
}

function readScalar(reading: QueryReading, inner: Spanset, node: QueryNode): Spanset {
  const [left, comparison, right] = reading.partsOf(node);
  const aggregated = left?.getChild('Aggregate') ?? undefined;
  const literal = right?.firstChild ?? undefined;
  const operator = comparison === undefined ? undefined : readNumberOperator(reading.textOf(comparison));
  if (left !== undefined && reading.partsOf(left).length > 1) {
    return fail(reading, left, 'Searches do not calculate: compare one number of the set');
  }
  if (left === undefined || right === undefined || aggregated === undefined) {
    return fail(reading, node, 'This is written as count() > 2 or max(duration) > 1s');
  }
  if (operator === undefined)
    return fail(reading, comparison ?? node, 'Numbers are compared by = != > >= < <=');
  if (literal === undefined || !LITERALS.has(literal.name)) {
    return fail(reading, right, 'A number or a duration belongs here');
  }
  const { aggregate, isDuration } = readAggregate(reading, aggregated);
  const value = readValue(reading, right, isDuration);
  return value === undefined ? UNREAD : { kind: 'aggregate', inner, aggregate, operator, value };
}

const LITERALS = new Set(['Integer', 'Float', 'Duration']);

function readAggregate(
  reading: QueryReading,
  node: QueryNode,
): { aggregate: Aggregate; isDuration: boolean } {
  const [named, argument] = reading.partsOf(node);
  const name = AGGREGATES.find((one) => named !== undefined && reading.textOf(named) === one);
  if (name === undefined || argument === undefined)
    return { aggregate: { name: 'count' }, isDuration: false };
  const field = readField(reading, argument);
  if (
    field === undefined ||
    field.trace !== undefined ||
    !['duration', 'number', 'tag'].includes(field.type)
  ) {
    reading.fail(argument, 'A number of spans belongs here: duration, span.http.status_code, a tag');
    return { aggregate: { name: 'count' }, isDuration: false };
  }
  return { aggregate: { name, field: field.field }, isDuration: field.type === 'duration' };
}

function readValue(reading: QueryReading, node: QueryNode, isDuration: boolean): number | undefined {
  const text = reading.textOf(node).replaceAll(/\s/g, '');
  const value = isDuration ? readDurationUs(text) : Number(text);
  if (value !== undefined && Number.isFinite(value)) return value;
  reading.fail(
    node,
    isDuration ? 'A duration has a number and a unit: 250ms, 1.5s' : 'This is a number without a unit',
  );
  return undefined;
}

function fail(reading: QueryReading, node: QueryNode, message: string): Spanset {
  reading.fail(node, message);
  return UNREAD;
}
