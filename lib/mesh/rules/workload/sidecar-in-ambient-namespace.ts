import { meshWorkloads } from '../ambient/workload-view';
import { NAMESPACE_KINDS } from '../index/namespaces';
import { WORKLOAD_KINDS } from '../index/workloads';
import type { Rule } from '../rule';

export const sidecarInAmbientNamespace: Rule = {
  name: 'workload/sidecar-in-ambient-namespace',
  codes: ['KIA1316'],
  severity: 'warning',
  inputs: [...WORKLOAD_KINDS, ...NAMESPACE_KINDS],
  why: 'The Pod keeps its sidecar and is left out of ambient mode until it is restarted.',
  docs: 'https://istio.io/latest/docs/ambient/usage/add-workloads/',
  check(snapshot, report) {
    for (const { workload, hasSidecar, isAmbientNamespace, pods } of snapshot.use(meshWorkloads)) {
      if (!hasSidecar || !isAmbientNamespace || pods.length === 0 || workload.resource === undefined)
        continue;
      report(workload.resource, {
        message: `${workload.kind} ${workload.name} has a sidecar in namespace ${workload.namespace}, which is in ambient mode`,
      });
    }
  },
};
