import type { Trace, TraceNode } from '@/lib/mesh/trace/trace';
import { groupBy } from './group-by';

export type StatisticsBy = 'service' | 'operation';

/** What the spans of one service, or of one operation of it, took together; microseconds. */
export interface SpanStatistics {
  key: string;
  service: string;
  /** Empty when grouped by service. */
  operation: string;
  count: number;
  errors: number;
  totalUs: number;
  selfUs: number;
  /** Share of all self time, 0..1. */
  selfShare: number;
  /** Share of the critical path, 0..1. */
  criticalShare: number;
  meanUs: number;
  p95Us: number;
  maxUs: number;
}

/** Groups a trace's spans; most self time first. `criticalUs` is the time on the critical path by node index. */
export function spanStatistics(
  trace: Trace,
  by: StatisticsBy,
  criticalUs: ReadonlyMap<number, number>,
): SpanStatistics[] {
  const groups = groupBy(trace.nodes, (node) => groupKey(node, by));
  const allSelf = sum(trace.nodes, (node) => node.selfUs);
  const allCritical = [...criticalUs.values()].reduce((total, us) => total + us, 0);
  const rows = [...groups].map(([key, nodes]): SpanStatistics => {
    const durations = nodes.map(({ span }) => span.duration_us).sort((a, b) => a - b);
    const totalUs = sum(nodes, ({ span }) => span.duration_us);
    const selfUs = sum(nodes, (node) => node.selfUs);
    const critical = sum(nodes, (node) => criticalUs.get(node.index) ?? 0);
    return {
      key,
      service: nodes[0]?.span.service ?? '',
      operation: by === 'operation' ? (nodes[0]?.span.name ?? '') : '',
      count: nodes.length,
      errors: nodes.filter(({ span }) => span.status === 'error').length,
      totalUs,
      selfUs,
      selfShare: allSelf === 0 ? 0 : selfUs / allSelf,
      criticalShare: allCritical === 0 ? 0 : critical / allCritical,
      meanUs: totalUs / nodes.length,
      p95Us: durations[Math.ceil(durations.length * 0.95) - 1] ?? 0,
      maxUs: durations.at(-1) ?? 0,
    };
  });
  return rows.sort((a, b) => b.selfUs - a.selfUs || (a.key < b.key ? -1 : 1));
}

function groupKey({ span }: TraceNode, by: StatisticsBy): string {
  return by === 'service' ? span.service : `${span.service} ${span.kind} ${span.name}`;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
