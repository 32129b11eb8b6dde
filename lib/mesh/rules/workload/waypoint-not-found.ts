import { meshWorkloads } from '../ambient/workload-view';
import { NAMESPACE_KINDS } from '../index/namespaces';
import { WORKLOAD_KINDS } from '../index/workloads';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';

export const waypointNotFound: Rule = {
  name: 'workload/waypoint-not-found',
  codes: ['KIA1313'],
  severity: 'error',
  inputs: [...WORKLOAD_KINDS, ...NAMESPACE_KINDS, 'K8sGateway'],
  why: 'Traffic goes past the waypoint that is missing: policies about requests are not enforced.',
  docs: 'https://istio.io/latest/docs/ambient/usage/waypoint/',
  check(snapshot, report) {
    const known = new Set(
      snapshot.list('K8sGateway').map((gateway) => `${namespaceOf(gateway)}/${gateway.metadata.name}`),
    );
    for (const { workload, waypoint, pods, isAmbient } of snapshot.use(meshWorkloads)) {
      if (!isAmbient || pods.length === 0 || waypoint === undefined || workload.resource === undefined)
        continue;
      if (known.has(waypoint)) continue;
      report(workload.resource, {
        message: `${workload.kind} ${workload.name} names the waypoint ${waypoint}, which does not exist`,
      });
    }
  },
};
