import { traceServiceName } from '../../mesh/trace/service-name';
import type { QueryContext } from '../query/query-context';
import type { TimeWindow } from '../store/contract/point-reader';

/** Calls from one service to another. */
export interface Dependency {
  parent: string;
  child: string;
  callCount: number;
  errorCount: number;
}

interface Sides {
  parent: string;
  child: string;
  source: { calls: number; errors: number };
  destination: { calls: number; errors: number };
}

/** Who called whom, from the metrics of all requests: exact where sampled traces are a guess. */
export async function sumDependencies(context: QueryContext, window: TimeWindow): Promise<Dependency[]> {
  const { points } = await context.sources.store.points.readTotals(window);
  const edges = new Map<string, Sides>();
  for (const [series, point] of points) {
    const labels = context.factsOf(series)?.labels;
    if (labels === undefined || point.requests === 0) continue;
    const parent = traceServiceName({
      service: labels.source_canonical_service,
      namespace: labels.source_workload_namespace,
    });
    const child = traceServiceName({
      service: labels.destination_canonical_service,
      namespace: labels.destination_workload_namespace,
    });
    const key = `${parent}\u0000${child}`;
    const edge = edges.get(key) ?? { parent, child, source: none(), destination: none() };
    const side = labels.reporter === 'source' ? edge.source : edge.destination;
    side.calls += point.requests;
    if (Number(labels.response_code) >= 500 || labels.response_code === '0') side.errors += point.requests;
    edges.set(key, edge);
  }
  return [...edges.values()].map(({ parent, child, source, destination }) => {
    // Both ends report a call; the one that saw more saw those that never arrived too.
    const fuller = source.calls >= destination.calls ? source : destination;
    return { parent, child, callCount: fuller.calls, errorCount: fuller.errors };
  });
}

function none(): { calls: number; errors: number } {
  return { calls: 0, errors: 0 };
}
