import { buildTrace } from '../build-trace';
import type { Span } from '../span';
import type { Trace, TraceNode } from '../trace';
import { mapTests } from './map-tests';
import { compareNumbers, compareTexts, meetsCondition, numberOf } from './meets-condition';
import type { SpanCondition, SpanTest } from './span-condition';
import type { Aggregate, SetCondition, Spanset, StructureOperator, TraceTest } from './spanset';

type Picked = ReadonlySet<TraceNode>;

const NONE: Picked = new Set();

/** The spans of one trace that a query picks, each once, in the order of the waterfall; none when the trace is not meant. */
export function pickSpans(spanset: Spanset, spans: readonly Span[]): Span[] {
  const trace = buildTrace('', spans);
  const picked = pick(spanset, trace);
  return trace.nodes.filter((node) => picked.has(node)).map(({ span }) => span);
}

function pick(set: Spanset, trace: Trace): Picked {
  switch (set.kind) {
    case 'spans':
      return pickFrom(trace.nodes, set.condition, trace);
    case 'and':
    case 'or': {
      const [left, right] = [pick(set.left, trace), pick(set.right, trace)];
      const isMissing = set.kind === 'and' && (left.size === 0 || right.size === 0);
      return isMissing ? NONE : new Set([...left, ...right]);
    }
    case 'structure':
      return pickRelated(set.operator, pick(set.left, trace), pick(set.right, trace), trace);
    case 'filter':
      return pickFrom([...pick(set.inner, trace)], set.condition, trace);
    case 'aggregate': {
      const inner = pick(set.inner, trace);
      const value = aggregate(inner, set.aggregate);
      return value !== undefined && compareNumbers(set.operator, value, set.value) ? inner : NONE;
    }
    default:
      return set satisfies never;
  }
}

function pickFrom(nodes: readonly TraceNode[], condition: SetCondition, trace: Trace): Picked {
  const own = settle(condition, trace);
  return new Set(nodes.filter(({ span }) => meetsCondition(own, span)));
}

/** The trace is one and the same for all its spans, so what is asked of it is settled once. */
function settle(condition: SetCondition, trace: Trace): SpanCondition {
  return mapTests<SpanTest | TraceTest, SpanTest>(condition, (test) => {
    if (test.kind === 'trace-number' || test.kind === 'trace-text') {
      return { kind: 'always', isMet: meetsTraceTest(test, trace) };
    }
    return test;
  });
}

function meetsTraceTest(test: TraceTest, { durationUs, roots: [root] }: Trace): boolean {
  if (test.kind === 'trace-number') return compareNumbers(test.operator, durationUs, test.value);
  if (root === undefined) return false;
  const { service, namespace, name } = root.span;
  const texts = test.field === 'rootName' ? [name] : [service, `${service}.${namespace}`];
  return compareTexts(test.operator, texts, test.value);
}

/** Nodes stand before what is below them, so one pass over them finds everything above or below others. */
function pickRelated(operator: StructureOperator, left: Picked, right: Picked, { nodes }: Trace): Picked {
  const related = new Set<TraceNode>();
  const parents = countParents(left);
  switch (operator) {
    case '>':
      return keep(right, ({ parent }) => parent !== undefined && left.has(parent));
    case '<':
      return keep(right, (node) => parents.has(node));
    case '~':
      return keep(right, (node) => (parents.get(node.parent) ?? 0) > Number(left.has(node)));
    case '>>':
      for (const node of nodes) {
        if (node.parent !== undefined && (left.has(node.parent) || related.has(node.parent)))
          related.add(node);
      }
      return keep(right, (node) => related.has(node));
    case '<<':
      for (const node of nodes.toReversed()) {
        if (node.parent !== undefined && (left.has(node) || related.has(node))) related.add(node.parent);
      }
      return keep(right, (node) => related.has(node));
    default:
      return operator satisfies never;
  }
}

function countParents(nodes: Picked): Map<TraceNode | undefined, number> {
  const counts = new Map<TraceNode | undefined, number>();
  for (const { parent } of nodes) {
    if (parent !== undefined) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  }
  return counts;
}

function keep(nodes: Picked, isWanted: (node: TraceNode) => boolean): Picked {
  return new Set([...nodes].filter(isWanted));
}

/** Undefined without a span that has the field: an empty set is never compared. */
function aggregate(nodes: Picked, { name, field }: Aggregate): number | undefined {
  if (name === 'count') return nodes.size === 0 ? undefined : nodes.size;
  const values = [...nodes].flatMap(({ span }) => numberOf(span, field) ?? []);
  if (values.length === 0) return undefined;
  const sum = values.reduce((total, value) => total + value, 0);
  if (name === 'sum') return sum;
  if (name === 'avg') return sum / values.length;
  return values.reduce((a, b) => (name === 'min' ? Math.min(a, b) : Math.max(a, b)));
}
