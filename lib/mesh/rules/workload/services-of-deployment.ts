import type { ConfigResource } from '../../config/resource';
import { isInMesh } from '../index/in-mesh';
import { createLabelIndex, hasLabels, isEmpty } from '../index/label-index';
import { type Workload, workloads } from '../index/workloads';
import { SERVICE_SPEC, type ServicePort } from '../read/kubernetes-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';

/** A Deployment of the mesh and one port of one Service that selects it. */
export interface DeploymentPort {
  service: ConfigResource;
  port: ServicePort;
}

const MANAGED = 'gateway.istio.io/managed';

/** For every Deployment with sidecars: the ports of the Services that select it. */
export function deploymentPorts(snapshot: Snapshot): ReadonlyMap<ConfigResource, readonly DeploymentPort[]> {
  const services = createServiceIndex(snapshot);
  const ports = new Map<ConfigResource, readonly DeploymentPort[]>();
  for (const deployment of snapshot.use(workloads).owners) {
    const { kind, resource, labels } = deployment;
    if (kind !== 'Deployment' || resource === undefined || !isInMesh(deployment, snapshot)) continue;
    const managed = labels[MANAGED] ?? resource.metadata.labels[MANAGED];
    if (managed === 'istio.io-mesh-controller') continue;
    ports.set(
      resource,
      services(deployment).flatMap((service) =>
        (readSpec(service, SERVICE_SPEC).ports ?? []).map((port) => ({ service, port })),
      ),
    );
  }
  return ports;
}

function createServiceIndex(snapshot: Snapshot): (workload: Workload) => ConfigResource[] {
  const items = snapshot.list('Service').map((service) => ({
    namespace: namespaceOf(service),
    labels: readSpec(service, SERVICE_SPEC).selector ?? {},
    service,
  }));
  const index = createLabelIndex(items);
  return ({ namespace, labels }) => {
    const near = Object.entries(labels).flatMap(([name, value]) =>
      index.select({ [name]: value }, namespace),
    );
    const selecting = near.filter((item) => !isEmpty(item.labels) && hasLabels(labels, item.labels));
    return [...new Set(selecting.map(({ service }) => service))];
  };
}
