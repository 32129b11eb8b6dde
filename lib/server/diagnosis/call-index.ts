import type { SeriesLabels } from '../../mesh/metrics/series-labels';
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

/** Indexes series by both ends of their calls. */
export function indexCalls(query: QueryContext, series: readonly number[]): CallIndex {
  const seriesOf = new Map<string, number[]>();
  const workloadsOf = new Map<string, Set<string>>();
  const calledBy = new Map<string, Set<string>>();
  for (const one of series) {
    const labels = query.factsOf(one)?.labels;
    if (labels === undefined) continue;
    const service = serviceKey(labels);
    const known = seriesOf.get(service);
    if (known === undefined) seriesOf.set(service, [one]);
    else known.push(one);
    addTo(workloadsOf, service, targetKey(labels));
    addTo(calledBy, sourceKey(labels), service);
  }
  return { seriesOf, workloadsOf, calledBy };
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
