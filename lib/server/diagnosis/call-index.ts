import type { SeriesLabels } from '../../mesh/metrics/series-labels';
import { createFollowSeries, type FollowsSeries } from '../query/follow-series';
import type { QueryContext } from '../query/query-context';

/** Who calls what, by the labels of series. */
export interface CallIndex {
  /** All series of calls to a service. */
  seriesOf: ReadonlyMap<string, readonly number[]>;
  /** The workloads that answer for a service. */
  workloadsOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** The services that a workload calls. */
  calledBy: ReadonlyMap<string, ReadonlySet<string>>;
}

/** How far down a cause is looked for. */
const MAX_DEPTH = 5;

/** All series by both ends of their calls; kept as long as the context is. */
export function indexCalls(query: QueryContext): CallIndex {
  let known = kept.get(query);
  if (known === undefined) {
    const index = new KeptIndex(query);
    known = { index, follow: createFollowSeries(query, index) };
    kept.set(query, known);
  }
  known.follow();
  return known.index;
}

const kept = new WeakMap<QueryContext, { index: KeptIndex; follow: () => void }>();

class KeptIndex implements CallIndex, FollowsSeries {
  readonly seriesOf = new Map<string, number[]>();
  readonly workloadsOf = new Map<string, Set<string>>();
  readonly calledBy = new Map<string, Set<string>>();
  private readonly query: QueryContext;

  constructor(query: QueryContext) {
    this.query = query;
  }

  take(series: number): void {
    const labels = this.query.factsOf(series)?.labels;
    if (labels === undefined) return;
    const service = serviceKey(labels);
    const known = this.seriesOf.get(service);
    if (known === undefined) this.seriesOf.set(service, [series]);
    else known.push(series);
    addTo(this.workloadsOf, service, targetKey(labels));
    addTo(this.calledBy, sourceKey(labels), service);
  }

  reset(): void {
    this.seriesOf.clear();
    this.workloadsOf.clear();
    this.calledBy.clear();
  }
}

/** The services, what their workloads and those named call, and so on down; nearest first. */
export function servicesBelow(
  { workloadsOf, calledBy }: CallIndex,
  services: Iterable<string>,
  workloads: Iterable<string> = [],
): Set<string> {
  const found = new Set(services);
  const asked = new Set<string>();
  let next = [...workloads, ...[...found].flatMap((service) => [...(workloadsOf.get(service) ?? [])])];
  for (let depth = 0; depth < MAX_DEPTH && next.length > 0; depth++) {
    const fresh: string[] = [];
    for (const workload of next) {
      if (asked.has(workload)) continue;
      asked.add(workload);
      for (const service of calledBy.get(workload) ?? []) {
        if (found.has(service)) continue;
        found.add(service);
        fresh.push(...(workloadsOf.get(service) ?? []));
      }
    }
    next = fresh;
  }
  return found;
}

/** All series of calls to the services, in order. */
export function seriesOfServices({ seriesOf }: CallIndex, services: Iterable<string>): number[] {
  const series = [...services].flatMap((service) => [...(seriesOf.get(service) ?? [])]);
  return series.sort((a, b) => a - b);
}

/** The service of a call, as the index names it. */
export function serviceKey(labels: SeriesLabels): string {
  return `${labels.destination_service_namespace}/${labels.destination_service_name}`;
}

/** The calling workload of a call, as the index names it. */
export function sourceKey(labels: SeriesLabels): string {
  return `${labels.source_workload_namespace}/${labels.source_workload}`;
}

function targetKey(labels: SeriesLabels): string {
  return `${labels.destination_workload_namespace}/${labels.destination_workload}`;
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}
