import type { WorkloadStatus } from '../health/workload-status';
import { sharedLabels } from '../identity/shared-labels';
import type { GraphType } from './graph';
import type { KnownWorkload, MeshKnowledge } from './mesh-knowledge';
import { identifyNode, type NodeIdentity, serviceIdentity } from './node-identity';

/** What the registry knows of one node. */
export interface KnownNode {
  identity: NodeIdentity;
  agents: number;
  /** An agent spoke for it a little before. */
  isSilent: boolean;
  hosts: Set<string>;
  statuses: (WorkloadStatus | undefined)[];
  isGateway: boolean;
  isExternal: boolean;
  /** Shared by all workloads of the node; undefined before the first. */
  labels: Readonly<Record<string, string>> | undefined;
}

/** The registry's workloads and services as nodes of a graph type, by id; remembered as long as the knowledge is. */
export function indexKnownNodes(type: GraphType, knowledge: MeshKnowledge): ReadonlyMap<string, KnownNode> {
  let byType = remembered.get(knowledge);
  if (byType === undefined) {
    byType = new Map();
    remembered.set(knowledge, byType);
  }
  let nodes = byType.get(type);
  if (nodes === undefined) {
    nodes = indexNodes(type, knowledge);
    byType.set(type, nodes);
  }
  return nodes;
}

const remembered = new WeakMap<MeshKnowledge, Map<GraphType, ReadonlyMap<string, KnownNode>>>();

function indexNodes(type: GraphType, knowledge: MeshKnowledge): Map<string, KnownNode> {
  const nodes = new Map<string, KnownNode>();
  const workloads = new Map<string, KnownNode>();
  const byName = new Map<string, KnownWorkload>();
  for (const workload of knowledge.workloads) {
    const node = addWorkload(nodes, type, workload);
    if (node !== undefined) workloads.set(workloadKey(workload), node);
    byName.set(workloadKey(workload), workload);
  }
  for (const service of knowledge.services) {
    const identity = serviceIdentity(service.namespace, service.name, service.cluster);
    const node = findKnown(nodes, identity);
    node.hosts.add(service.host);
    node.isExternal = service.location === 'MESH_EXTERNAL';
    for (const name of service.workloads) {
      const key = workloadKey({ ...service, workload: name });
      workloads.get(key)?.hosts.add(service.host);
      node.agents += byName.get(key)?.agents ?? 0;
      node.isGateway ||= byName.get(key)?.isGateway ?? false;
    }
  }
  return nodes;
}

function addWorkload(
  nodes: Map<string, KnownNode>,
  type: GraphType,
  workload: KnownWorkload,
): KnownNode | undefined {
  const identity = identifyNode(type, { ...workload, serviceNamespace: '', service: '' });
  if (identity === undefined) return undefined;
  const node = findKnown(nodes, identity);
  node.agents += workload.agents;
  node.isSilent ||= workload.isSilent ?? false;
  node.isGateway ||= workload.isGateway;
  if (workload.status !== undefined) node.statuses.push(workload.status);
  node.labels = sharedLabels(node.labels, workload.labels ?? {});
  return node;
}

function findKnown(nodes: Map<string, KnownNode>, identity: NodeIdentity): KnownNode {
  let node = nodes.get(identity.id);
  if (node === undefined) {
    node = {
      identity,
      agents: 0,
      isSilent: false,
      hosts: new Set(),
      statuses: [],
      isGateway: false,
      isExternal: false,
      labels: undefined,
    };
    nodes.set(identity.id, node);
  }
  return node;
}

function workloadKey({
  cluster,
  namespace,
  workload,
}: Pick<KnownWorkload, 'cluster' | 'namespace' | 'workload'>): string {
  return `${cluster}/${namespace}/${workload}`;
}
