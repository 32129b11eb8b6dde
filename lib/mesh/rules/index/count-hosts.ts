import { SERVICE_ENTRY_SCHEMA } from '../../config/kinds/service-entry';
import { POD_OWNER_SPEC } from '../read/kubernetes-kinds';
import { readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';
import { type HostEntry, hosts } from './hosts';
import { hasLabels, type Labels } from './label-index';
import { type Workload, workloads } from './workloads';

/** How many instances answer for a host, with some labels; undefined where nothing tells. */
export function countHosts(
  snapshot: Snapshot,
  host: string,
  viewer: string,
  labels: Labels,
): number | undefined {
  const entry = snapshot.use(hosts).find(host, viewer);
  if (entry === undefined) return undefined;
  const agents = countEndpoints(snapshot, host, labels);
  if (agents > 0) return agents;
  return entry.selector === undefined
    ? countStatic(entry, labels)
    : snapshot
        .use(workloads)
        .select({ ...entry.selector, ...labels }, entry.namespace)
        .reduce((sum, workload) => sum + replicasOf(workload), 0);
}

/** What agents registered: each endpoint once, whatever its ports. */
function countEndpoints({ facts }: Snapshot, host: string, labels: Labels): number {
  const addresses = facts.registry
    .filter((service) => service.host === host)
    .flatMap(({ endpoints }) => endpoints)
    .filter(({ workload }) => hasLabels({ version: workload?.version ?? '', ...workload?.labels }, labels))
    .map(({ agentId, address, port }) => agentId ?? `${address}:${port}`);
  return new Set(addresses).size;
}

function countStatic({ resource }: HostEntry, labels: Labels): number | undefined {
  if (resource?.kind !== 'ServiceEntry') return undefined;
  const { endpoints } = readSpec(resource, SERVICE_ENTRY_SCHEMA);
  return endpoints?.filter((endpoint) => hasLabels(endpoint.labels ?? {}, labels)).length;
}

/** A template whose Pods nobody listed stands for as many as it asks for. */
function replicasOf({ kind, resource }: Workload): number {
  if (resource === undefined || (kind !== 'Deployment' && kind !== 'StatefulSet' && kind !== 'ReplicaSet'))
    return 1;
  return readSpec(resource, POD_OWNER_SPEC).replicas ?? 1;
}
