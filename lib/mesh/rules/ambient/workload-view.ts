import { findProxy } from '../index/in-mesh';
import { isEmpty, type Labels } from '../index/label-index';
import { namespaces } from '../index/namespaces';
import { type Workload, workloads } from '../index/workloads';
import { POD_OWNER_SPEC } from '../read/kubernetes-kinds';
import { readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';
import { usesWaypoint } from './enrollment';

/** A workload and its Pods, as far as sidecars and ambient mode are concerned. */
export interface MeshWorkload {
  workload: Workload;
  labels: Labels;
  /** Its Pods; its template where nobody listed Pods and some are wanted. */
  pods: readonly Workload[];
  hasSidecar: boolean;
  isAmbient: boolean;
  isAmbientNamespace: boolean;
  /** `namespace/name` of the waypoint that its label names, or its namespace's; undefined for none. */
  waypoint: string | undefined;
}

/** Every workload that an object shows, but gateways and waypoints. */
export function meshWorkloads(snapshot: Snapshot): readonly MeshWorkload[] {
  const { owners, podsOf } = snapshot.use(workloads);
  const known = snapshot.use(namespaces);
  return owners
    .filter(({ labels, resource, kind }) => resource !== undefined && kind !== 'Job' && !isGateway(labels))
    .map((workload) => {
      const pods = podsToJudge(workload, podsOf(workload));
      const labels = { ...workload.resource?.metadata.labels, ...workload.labels };
      const mode = labels['istio.io/dataplane-mode'];
      const isRedirected = pods.some(
        ({ annotations }) => annotations['ambient.istio.io/redirection'] === 'enabled',
      );
      const isAmbientNamespace = known.isAmbient(workload.namespace);
      const hasSidecar = pods.some(hasSidecarContainer);
      return {
        workload,
        labels,
        pods,
        hasSidecar,
        isAmbient:
          mode === 'ambient' || (mode === undefined && !hasSidecar && (isAmbientNamespace || isRedirected)),
        isAmbientNamespace,
        waypoint:
          mode === 'none'
            ? undefined
            : waypointOf(usesLabel(labels) ? labels : known.labelsOf(workload.namespace), workload.namespace),
      };
    });
}

/** Whether a Pod runs Istio's sidecar: its container, or the injector's note of it. */
export function hasSidecarContainer({ spec, annotations }: Workload): boolean {
  return findProxy(spec) !== undefined || annotations['sidecar.istio.io/status'] !== undefined;
}

function podsToJudge(workload: Workload, pods: readonly Workload[]): readonly Workload[] {
  if (workload.kind === 'Pod') return [workload];
  if (pods.length > 0 || workload.resource === undefined) return pods;
  const isScaledToZero = readSpec(workload.resource, POD_OWNER_SPEC).replicas === 0;
  return isScaledToZero || isEmpty(workload.labels) ? [] : [workload];
}

const WAYPOINT = 'istio.io/use-waypoint';

function usesLabel(labels: Labels): boolean {
  return labels[WAYPOINT] !== undefined;
}

function waypointOf(labels: Labels, namespace: string): string | undefined {
  if (!usesWaypoint(labels)) return undefined;
  return `${labels[`${WAYPOINT}-namespace`] ?? namespace}/${labels[WAYPOINT]}`;
}

function isGateway(labels: Labels): boolean {
  return (
    labels['gateway.networking.k8s.io/gateway-name'] !== undefined ||
    labels['gateway.istio.io/managed'] !== undefined
  );
}
