import { isAmbient } from '../index/in-mesh';
import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { selectedBySidecars, sidecarLabels } from '../index/selection';
import { WORKLOAD_KINDS } from '../index/workloads';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';

export const ambientIneffective: Rule = {
  name: 'sidecar/ambient-ineffective',
  codes: ['IST0167'],
  severity: 'warning',
  inputs: ['Sidecar', ...NAMESPACE_KINDS, ...WORKLOAD_KINDS],
  why: 'Workloads in ambient mode have no sidecar that a Sidecar object could be about.',
  docs: 'https://istio.io/latest/docs/ambient/overview/',
  check(snapshot, report) {
    const known = snapshot.use(namespaces);
    for (const resource of snapshot.list('Sidecar')) {
      const namespace = namespaceOf(resource);
      if (sidecarLabels(resource) !== undefined || !known.isAmbient(namespace)) continue;
      report(resource, {
        message: `${resource.metadata.name} has no effect: namespace ${namespace} is in ambient mode`,
      });
    }
    for (const [workload, list] of snapshot.use(selectedBySidecars)) {
      if (!isAmbient(workload, snapshot)) continue;
      for (const resource of list) {
        report(resource, {
          path: 'spec.workloadSelector',
          message: `${resource.metadata.name} has no effect on ${workload.kind} ${workload.name}, which is in ambient mode`,
        });
      }
    }
  },
};
