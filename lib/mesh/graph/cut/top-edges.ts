import { compareHealth } from '../../health/health-status';
import type { GraphEdge } from '../graph';

/** Bytes a second that weigh as much as one request a second. */
const BYTES_A_REQUEST = 1_000;

/** Edges that a picture of so many nodes can carry. */
export function readableEdges(nodes: number): number {
  return Math.max(LEAST_READABLE, EDGES_A_NODE * nodes);
}

const LEAST_READABLE = 80;
const EDGES_A_NODE = 3;

type Ranked = Pick<GraphEdge, 'id' | 'source' | 'target' | 'protocol' | 'rate' | 'health' | 'isIdle'>;

/**
 * The `most` edges worth drawing, in the order they came: trouble first, then the busiest edge of every node, so that
 * nothing hangs in the air, then the busiest of the rest. Rates are ranked by magnitude alone, or the edges at the border
 * would come and go with every second.
 */
export function topEdges<E extends Ranked>(edges: readonly E[], most: number): E[] {
  if (edges.length <= most) return [...edges];
  const ranked = edges
    .map((edge) => ({ edge, trouble: troubleOf(edge), magnitude: magnitudeOf(edge) }))
    .sort(
      (a, b) =>
        compareHealth(a.trouble, b.trouble) || b.magnitude - a.magnitude || (a.edge.id < b.edge.id ? -1 : 1),
    );
  const kept = new Set<E>();
  const linked = new Set<string>();
  const keep = (edge: E): void => {
    if (kept.size >= most) return;
    kept.add(edge);
    linked.add(edge.source).add(edge.target);
  };
  for (const { edge, trouble } of ranked) if (trouble !== 'Healthy') keep(edge);
  for (const { edge } of ranked) if (!linked.has(edge.source) || !linked.has(edge.target)) keep(edge);
  for (const { edge } of ranked) keep(edge);
  return edges.filter((edge) => kept.has(edge));
}

function troubleOf({ health }: Ranked): 'Failure' | 'Degraded' | 'Healthy' {
  return health.status === 'Failure' || health.status === 'Degraded' ? health.status : 'Healthy';
}

/** Each step is four times the rate below. */
function magnitudeOf({ protocol, rate }: Ranked): number {
  const weight = protocol === 'tcp' ? rate / BYTES_A_REQUEST : rate;
  return weight > 0 ? Math.round(Math.log2(weight) / 2) : -1_000;
}
