import { parser } from '@grafana/lezer-traceql';
import { type QueryError, type QueryNode, QueryReading } from './query-reading';
import { readSpanset } from './read-spanset';
import type { Spanset } from './spanset';

export type { QueryError } from './query-reading';

/** A query that was read, or what is wrong with it and where. */
export type TraceQuery = { spanset: Spanset; error?: never } | { spanset?: never; error: QueryError };

/** The longest query; its tree is walked recursively. */
const MAX_CHARACTERS = 2_000;
const START = 'A query is a set of conditions in braces: { status = error }';

/**
 * Reads the part of TraceQL that asks for spans and traces: sets of conditions in braces, joined by `&&`, `||` and structural
 * operators, filtered and counted behind `|`. The grammar is Grafana's own, so what else there is in TraceQL is known and named.
 */
export function readTraceQuery(text: string): TraceQuery {
  const reading = new QueryReading(text);
  if (text.length > MAX_CHARACTERS) {
    return {
      error: { message: `A query has at most ${MAX_CHARACTERS} characters`, from: 0, to: text.length },
    };
  }
  const { topNode } = parser.parse(text);
  checkGrammar(reading, topNode);
  const expression = topNode.getChild('SpansetPipelineExpression');
  const spanset = expression === null ? undefined : readSpanset(reading, expression);
  if (spanset === undefined) reading.failAt(0, text.length, START);
  return reading.error === undefined && spanset !== undefined
    ? { spanset }
    : { error: reading.error ?? { message: START, from: 0, to: text.length } };
}

/** Notes the first thing that the grammar does not know, or that searches do not. */
function checkGrammar(reading: QueryReading, top: QueryNode): void {
  let filters = 0;
  let open: QueryNode | undefined;
  let error: QueryNode | undefined;
  let other: QueryNode | undefined;
  top.cursor().iterate(({ node, name, type }) => {
    if (name === 'SpansetFilter') {
      filters++;
      if (!reading.textOf(node).endsWith('}')) open ??= node;
    }
    if (type.isError) error ??= node;
    if (OTHER_PARTS.has(name)) other ??= node;
  });
  if (other !== undefined)
    reading.fail(other, `Searches do not know ${reading.textOf(other).split(/[\s(]/, 1)[0]}`);
  else if (filters === 0) reading.failAt(0, reading.text.length, START);
  else if (open !== undefined && (error === undefined || error.from === error.to)) {
    reading.fail(open, 'This brace is never closed');
  } else if (error !== undefined) reading.failAtError(error);
}

const OTHER_PARTS = new Set([
  'GroupOperation',
  'SelectOperation',
  'CoalesceOperation',
  'MetricsOperation',
  'ExperimentalOp',
  'UnionStructuralOp',
  'WithHint',
]);
