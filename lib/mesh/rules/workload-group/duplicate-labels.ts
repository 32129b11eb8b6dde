import type { ConfigResource } from '../../config/resource';
import { formatLabels, isEmpty } from '../index/label-index';
import { nameSome } from '../name-some';
import { WORKLOAD_GROUP_SPEC } from '../read/mesh-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const duplicateLabels: Rule = {
  name: 'workload-group/duplicate-labels',
  codes: ['KIA1702'],
  severity: 'warning',
  inputs: ['WorkloadGroup'],
  why: 'Machines of both groups look the same: selectors cannot tell them apart.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/workload-group/',
  check(snapshot, report) {
    const groups = new Map<string, ConfigResource[]>();
    for (const resource of snapshot.list('WorkloadGroup')) {
      const { metadata } = readSpec(resource, WORKLOAD_GROUP_SPEC);
      if (isEmpty(metadata?.labels)) continue;
      const key = JSON.stringify([namespaceOf(resource), Object.entries(metadata?.labels ?? {}).sort()]);
      groups.set(key, [...(groups.get(key) ?? []), resource]);
    }
    for (const list of groups.values()) {
      for (const resource of list.length > 1 ? list : []) {
        const others = list.filter((other) => other !== resource);
        const { metadata } = readSpec(resource, WORKLOAD_GROUP_SPEC);
        report(resource, {
          path: 'spec.metadata.labels',
          message: `${resource.metadata.name} and ${nameSome(others.map((other) => other.metadata.name))} give their machines the same labels ${formatLabels(metadata?.labels ?? {})}`,
          related: others,
        });
      }
    }
  },
};
