import { usesWaypoint } from '../ambient/enrollment';
import { meshWorkloads } from '../ambient/workload-view';
import { NAMESPACE_KINDS } from '../index/namespaces';
import { WORKLOAD_KINDS } from '../index/workloads';
import type { Rule } from '../rule';

export const waypointUnused: Rule = {
  name: 'workload/waypoint-unused',
  codes: ['KIA1312'],
  severity: 'warning',
  inputs: [...WORKLOAD_KINDS, ...NAMESPACE_KINDS],
  why: 'Waypoints serve workloads in ambient mode only: the label does nothing.',
  docs: 'https://istio.io/latest/docs/ambient/usage/waypoint/',
  check(snapshot, report) {
    for (const view of snapshot.use(meshWorkloads)) {
      const { workload, labels, pods, isAmbient, isAmbientNamespace } = view;
      if (isAmbient || pods.length === 0 || workload.resource === undefined) continue;
      // What stands beside an ambient namespace's own workloads with a sidecar is another rule's matter.
      const isNamed = usesWaypoint(labels) || (view.waypoint !== undefined && !isAmbientNamespace);
      if (!isNamed) continue;
      report(workload.resource, {
        message: `${workload.kind} ${workload.name} names a waypoint (istio.io/use-waypoint) but is not in ambient mode`,
      });
    }
  },
};
