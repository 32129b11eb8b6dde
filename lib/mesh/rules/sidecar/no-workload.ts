import { formatLabels } from '../index/label-index';
import { sidecarLabels } from '../index/selection';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';

export const noWorkload: Rule = {
  name: 'sidecar/no-workload',
  codes: ['IST0101', 'KIA0004'],
  severity: 'error',
  inputs: ['Sidecar', ...WORKLOAD_KINDS],
  why: 'A Sidecar that selects nothing limits nothing: its workloads still see the whole mesh.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/sidecar/#WorkloadSelector',
  check(snapshot, report) {
    const { select } = snapshot.use(workloads);
    for (const resource of snapshot.list('Sidecar')) {
      const labels = sidecarLabels(resource);
      const namespace = namespaceOf(resource);
      if (labels === undefined || select(labels, namespace).length > 0) continue;
      report(resource, {
        path: 'spec.workloadSelector.labels',
        message: `No workload of namespace ${namespace} has the labels ${formatLabels(labels)} that ${resource.metadata.name} selects`,
      });
    }
  },
};
