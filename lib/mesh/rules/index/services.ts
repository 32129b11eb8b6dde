import { SERVICE_SPEC, type ServiceSpec } from '../read/kubernetes-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';
import { hasLabels, isEmpty } from './label-index';
import type { Workload } from './workloads';

/** The Services of each namespace. */
export function servicesByNamespace(snapshot: Snapshot): ReadonlyMap<string, readonly ServiceSpec[]> {
  const found = new Map<string, ServiceSpec[]>();
  for (const service of snapshot.list('Service')) {
    const list = found.get(namespaceOf(service)) ?? [];
    list.push(readSpec(service, SERVICE_SPEC));
    found.set(namespaceOf(service), list);
  }
  return found;
}

/** The Services that lead to a workload. */
export function servicesOf(snapshot: Snapshot, { namespace, labels }: Workload): readonly ServiceSpec[] {
  const near = snapshot.use(servicesByNamespace).get(namespace) ?? [];
  return near.filter(({ selector = {} }) => !isEmpty(selector) && hasLabels(labels, selector));
}
