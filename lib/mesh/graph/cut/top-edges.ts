import { compareHealth } from '../../health/health-status';
import type { GraphEdge } from '../graph';

/** Bytes a second that weigh as much as one request a second. */
const BYTES_A_REQUEST = 1_000;

type Ranked = Pick<GraphEdge, 'id' | 'source' | 'target' | 'protocol' | 'rate' | 'health' | 'isIdle'>;

/**
 * The `most` edges worth drawing, in the order they came: trouble first, then the busiest edge of every node, so that
 * nothing hangs in the air, then the busiest of the rest.
 */
export function topEdges<E extends Ranked>(edges: readonly E[], most: number): E[] {
  if (edges.length <= most) return [...edges];
  const ranked = edges.toSorted(
    (a, b) =>
      compareHealth(troubleOf(a), troubleOf(b)) || weightOf(b) - weightOf(a) || (a.id < b.id ? -1 : 1),
  );
  const kept = new Set<E>();
  const linked = new Set<string>();
  const keep = (edge: E): void => {
    if (kept.size >= most) return;
    kept.add(edge);
    linked.add(edge.source).add(edge.target);
  };
  for (const edge of ranked) if (troubleOf(edge) !== 'Healthy') keep(edge);
  for (const edge of ranked) if (!linked.has(edge.source) || !linked.has(edge.target)) keep(edge);
  for (const edge of ranked) keep(edge);
  return edges.filter((edge) => kept.has(edge));
}

function troubleOf({ health }: Ranked): 'Failure' | 'Degraded' | 'Healthy' {
  return health.status === 'Failure' || health.status === 'Degraded' ? health.status : 'Healthy';
}

function weightOf({ protocol, rate }: Ranked): number {
  return protocol === 'tcp' ? rate / BYTES_A_REQUEST : rate;
}
