import { parseEdge, parseSubject, type Subject } from '../../mesh/graph/node-id';
import type { SeriesLabels } from '../../mesh/metrics/series-labels';
import type { QueryContext } from '../query/query-context';
import { indexCalls, seriesOfServices, serviceKey, servicesBelow, sourceKey } from './call-index';

/**
 * The series a diagnosis needs: all calls to what is asked for, what the answering workloads call, and so on down; with
 * all callers of each, since a fault that only one caller sees is another fault.
 */
export function selectNeighbourhood(query: QueryContext, of: string): number[] {
  const all = query.sources.store.series.select({});
  const seeds = seedsOf(of);
  if (seeds === undefined) return all;
  const index = indexCalls(query);
  const { services, workloads } = endsOf(query, all, seeds);
  return seriesOfServices(index, servicesBelow(index, services, workloads));
}

/** The called services and the calling workloads that the subjects mean. */
export function endsOf(
  query: QueryContext,
  series: readonly number[],
  subjects: readonly Subject[],
): { services: Set<string>; workloads: Set<string> } {
  const services = new Set<string>();
  const workloads = new Set<string>();
  for (const one of series) {
    const labels = query.factsOf(one)?.labels;
    if (labels === undefined) continue;
    if (subjects.some((subject) => isCalled(subject, labels))) services.add(serviceKey(labels));
    if (subjects.some((subject) => isCalling(subject, labels))) workloads.add(sourceKey(labels));
  }
  return { services, workloads };
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
