import { parseEdge, parseSubject, type Subject } from '../../mesh/graph/node-id';
import type { SeriesLabels } from '../../mesh/metrics/series-labels';
import type { QueryContext } from '../query/query-context';

/** How far down a cause is looked for. */
const MAX_DEPTH = 5;

interface Labelled {
  series: number;
  labels: SeriesLabels;
}

/**
 * The series a diagnosis needs: all calls to what is asked for, what the answering workloads call, and so on down; with
 * all callers of each, since a fault that only one caller sees is another fault.
 */
export function selectNeighbourhood(query: QueryContext, of: string): number[] {
  const all = query.sources.store.series.select({});
  const seeds = seedsOf(of);
  if (seeds === undefined) return all;
  const labelled = all.flatMap((series): Labelled[] => {
    const labels = query.factsOf(series)?.labels;
    return labels === undefined ? [] : [{ series, labels }];
  });
  const services = new Set<string>();
  const workloads = new Set<string>();
  for (const { labels } of labelled) {
    if (seeds.some((seed) => isCalled(seed, labels))) services.add(serviceKey(labels));
    if (seeds.some((seed) => isCalling(seed, labels))) workloads.add(sourceKey(labels));
  }
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const before = services.size + workloads.size;
    for (const { labels } of labelled) {
      if (services.has(serviceKey(labels))) workloads.add(targetKey(labels));
    }
    for (const { labels } of labelled) {
      if (workloads.has(sourceKey(labels))) services.add(serviceKey(labels));
    }
    if (services.size + workloads.size === before) break;
  }
  return labelled.filter(({ labels }) => services.has(serviceKey(labels))).map(({ series }) => series);
}

/** Undefined for the whole mesh, and for a namespace: what fails in it may come from anywhere. */
function seedsOf(of: string): Subject[] | undefined {
  const edge = parseEdge(of);
  if (edge !== undefined) return [edge.target];
  const subject = parseSubject(of);
  return subject === undefined || subject.kind === 'mesh' || subject.kind === 'namespace'
    ? undefined
    : [subject];
}

function isCalled({ kind, namespace, name }: Subject, labels: SeriesLabels): boolean {
  if (kind === 'service') return labels.destination_service_name === name;
  if (labels.destination_workload_namespace !== namespace) return false;
  return kind === 'app'
    ? labels.destination_canonical_service === name
    : labels.destination_workload === name;
}

function isCalling({ kind, namespace, name }: Subject, labels: SeriesLabels): boolean {
  if (kind === 'service' || labels.source_workload_namespace !== namespace) return false;
  return kind === 'app' ? labels.source_canonical_service === name : labels.source_workload === name;
}

function serviceKey(labels: SeriesLabels): string {
  return `${labels.destination_service_namespace}/${labels.destination_service_name}`;
}

function sourceKey(labels: SeriesLabels): string {
  return `${labels.source_workload_namespace}/${labels.source_workload}`;
}

function targetKey(labels: SeriesLabels): string {
  return `${labels.destination_workload_namespace}/${labels.destination_workload}`;
}
