import { SERVICE_ENTRY_SCHEMA, WORKLOAD_ENTRY_SCHEMA } from '../../config/kinds/service-entry';
import { hasLabels, isEmpty, type Labels } from '../index/label-index';
import { SERVICE_SPEC } from '../read/kubernetes-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';

export const unselected: Rule = {
  name: 'workload-entry/unselected',
  codes: [],
  severity: 'warning',
  inputs: ['WorkloadEntry', 'Service', 'ServiceEntry'],
  why: 'A WorkloadEntry gets requests only as a part of a Service or a ServiceEntry: nobody can reach this one.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/workload-entry/',
  check(snapshot, report) {
    const selectors = selectorsOf(snapshot);
    for (const resource of snapshot.list('WorkloadEntry')) {
      const { labels = {} } = readSpec(resource, WORKLOAD_ENTRY_SCHEMA);
      const own = selectors.get(namespaceOf(resource)) ?? [];
      if (own.some((wanted) => hasLabels(labels, wanted))) continue;
      report(resource, {
        path: 'spec.labels',
        message: `No Service or ServiceEntry of namespace ${namespaceOf(resource)} selects ${resource.metadata.name}`,
      });
    }
  },
};

function selectorsOf(snapshot: Snapshot): ReadonlyMap<string, readonly Labels[]> {
  const found = new Map<string, Labels[]>();
  const add = (namespace: string, labels: Labels | undefined): void => {
    if (labels === undefined || isEmpty(labels)) return;
    found.set(namespace, [...(found.get(namespace) ?? []), labels]);
  };
  for (const service of snapshot.list('Service')) {
    add(namespaceOf(service), readSpec(service, SERVICE_SPEC).selector);
  }
  for (const entry of snapshot.list('ServiceEntry')) {
    add(namespaceOf(entry), readSpec(entry, SERVICE_ENTRY_SCHEMA).workloadSelector?.labels);
  }
  return found;
}
