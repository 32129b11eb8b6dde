import { ENVOY_FILTER_SCHEMA } from '../../config/kinds/envoy-filter';
import { formatLabels, isEmpty } from '../index/label-index';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const noWorkload: Rule = {
  name: 'envoy-filter/no-workload',
  codes: [],
  severity: 'warning',
  inputs: ['EnvoyFilter', ...WORKLOAD_KINDS],
  why: 'The patches are applied to no proxy.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/envoy-filter/',
  check(snapshot, report) {
    const { find } = snapshot.use(workloads);
    for (const resource of snapshot.list('EnvoyFilter')) {
      const labels = readSpec(resource, ENVOY_FILTER_SCHEMA).workloadSelector?.labels;
      const namespace = namespaceOf(resource);
      // Those of the root namespace are for the whole mesh.
      const isMeshWide = namespace === snapshot.facts.rootNamespace;
      if (labels === undefined || isEmpty(labels)) continue;
      if (find(labels, isMeshWide ? undefined : namespace) !== undefined) continue;
      report(resource, {
        path: 'spec.workloadSelector.labels',
        message: `No workload of ${isMeshWide ? 'the mesh' : `namespace ${namespace}`} has the labels ${formatLabels(labels)} that ${resource.metadata.name} selects`,
      });
    }
  },
};
