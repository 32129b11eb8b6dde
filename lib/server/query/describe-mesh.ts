import { createFindBadges } from '../../mesh/graph/badge/node-badges';
import type { KnownService, KnownWorkload, MeshKnowledge } from '../../mesh/graph/mesh-knowledge';
import { createAnnotatedTolerances } from '../../mesh/health/annotated-tolerances';
import { sharedLabels } from '../../mesh/identity/shared-labels';
import { DEFAULT_CLUSTER } from '../../mesh/identity/workload-identity';
import type { MeshService, RegistrySnapshot } from '../../mesh/registry/service';
import type { AgentState, MeshRegistry } from '../registry/mesh-registry';
import { describeInstances } from './describe-instances';

/**
 * The registry's agents and services as the model knows workloads and services. Agents report every second, services
 * and configuration change seldom: what follows from these alone is kept until they do.
 */
export function createDescribeMesh(registry: MeshRegistry): (nowMs: number) => MeshKnowledge {
  let known: { snapshot: RegistrySnapshot; knowledge: Omit<MeshKnowledge, 'workloads'> } | undefined;
  return (nowMs) => {
    const snapshot = registry.snapshot();
    if (known?.snapshot !== snapshot) known = { snapshot, knowledge: describeSnapshot(snapshot) };
    return { workloads: describeWorkloads(registry.agents(), nowMs), ...known.knowledge };
  };
}

function describeSnapshot({ services, resources }: RegistrySnapshot): Omit<MeshKnowledge, 'workloads'> {
  return {
    services: describeServices(services),
    findTolerances: createAnnotatedTolerances(resources),
    findBadges: createFindBadges(resources),
  };
}

function describeWorkloads(agents: readonly AgentState[], nowMs: number): KnownWorkload[] {
  const groups = new Map<string, AgentState[]>();
  for (const agent of agents) {
    const { cluster, namespace, workload } = agent.hello.identity;
    const key = `${cluster}/${namespace}/${workload}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [agent]);
    else group.push(agent);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { identity } = first.hello;
    return {
      cluster: identity.cluster,
      namespace: identity.namespace,
      workload: identity.workload,
      app: identity.canonicalService,
      version: identity.canonicalRevision,
      agents: group.filter((agent) => agent.connected).length,
      isGateway: group.some((agent) => agent.hello.role === 'gateway'),
      labels:
        group.reduce<KnownWorkload['labels']>(
          (shared, agent) => sharedLabels(shared, agent.hello.identity.labels),
          undefined,
        ) ?? {},
      status: describeInstances(group, nowMs),
    };
  });
}

function describeServices(services: readonly MeshService[]): KnownService[] {
  const byHost = new Map<string, MeshService[]>();
  for (const service of services) {
    const ports = byHost.get(service.host);
    if (ports === undefined) byHost.set(service.host, [service]);
    else ports.push(service);
  }
  return [...byHost.values()].flatMap((ports) => {
    const [first] = ports;
    return first === undefined ? [] : describeService(first, ports);
  });
}

function describeService(first: MeshService, ports: readonly MeshService[]): KnownService {
  const endpoints = ports.flatMap((port) => port.endpoints);
  const workloads = endpoints.flatMap(({ workload }) => (workload === undefined ? [] : workload));
  return {
    cluster: workloads[0]?.cluster ?? DEFAULT_CLUSTER,
    namespace: first.namespace,
    name: first.name,
    host: first.host,
    location: first.location,
    ports: ports.map(({ port, protocol }) => ({ port, protocol })),
    workloads: [...new Set(workloads.map(({ workload }) => workload))].sort(),
    endpoints: new Set(endpoints.map(({ address, agentId }) => agentId ?? address)).size,
  };
}
