import { createFindBadges } from '../../mesh/graph/badge/node-badges';
import type { TransferPrices } from '../../mesh/graph/cost/transfer-prices';
import type { KnownService, KnownWorkload, MeshKnowledge } from '../../mesh/graph/mesh-knowledge';
import { createAnnotatedTolerances, hasTolerances } from '../../mesh/health/annotated-tolerances';
import type { FindTolerances } from '../../mesh/health/health-rate';
import type { ObjectTolerances } from '../../mesh/health/object-tolerances';
import { sharedLabels } from '../../mesh/identity/shared-labels';
import { DEFAULT_CLUSTER } from '../../mesh/identity/workload-identity';
import type { MeshService, RegistrySnapshot } from '../../mesh/registry/service';
import { isSilent } from '../registry/is-silent';
import type { AgentState, MeshRegistry } from '../registry/mesh-registry';
import { describeInstances, standingOf } from './describe-instances';
import type { QuerySources } from './query-sources';

/**
 * The registry's agents and services as the model knows workloads and services. Agents report every second, services
 * and configuration change seldom: what follows from these alone is kept until they do.
 */
export function createDescribeMesh(
  registry: MeshRegistry,
  overrides: Pick<QuerySources['overrides'], 'tolerances'> & { prices?: TransferPrices | undefined },
): (nowMs: number) => MeshKnowledge {
  const judgeBy = createJudgeBy();
  const describeAgents = createDescribeAgents();
  let known: Known | undefined;
  let last: { parts: readonly unknown[]; mesh: MeshKnowledge } | undefined;
  return (nowMs) => {
    const snapshot = registry.snapshot();
    const { tolerances } = overrides;
    if (known?.snapshot !== snapshot || known.tolerances !== tolerances)
      known = { snapshot, tolerances, knowledge: describeSnapshot(snapshot, judgeBy(snapshot, tolerances)) };
    const { prices } = overrides;
    const workloads = describeAgents(registry.agents(), nowMs);
    // The same object as long as nothing differs: what is worked out from it is remembered by it.
    const parts = [known, prices, workloads];
    if (last === undefined || parts.some((part, index) => part !== last?.parts[index])) {
      const mesh = { workloads, ...(prices === undefined ? {} : { prices }), ...known.knowledge };
      last = { parts, mesh };
    }
    return last.mesh;
  };
}

interface Known {
  snapshot: RegistrySnapshot;
  tolerances: readonly ObjectTolerances[];
  knowledge: Omit<MeshKnowledge, 'workloads'>;
}

/**
 * The same list as long as nothing in it differs. Agents of a large mesh report many times a second, and mostly that they are
 * as they were, which shows without describing them.
 */
function createDescribeAgents(): (agents: readonly AgentState[], nowMs: number) => KnownWorkload[] {
  let hellos: readonly unknown[] = [];
  let standings: readonly number[] = [];
  let last: { text: string; workloads: KnownWorkload[] } | undefined;
  return (agents, nowMs) => {
    const isSame =
      agents.length === hellos.length &&
      agents.every((agent, at) => agent.hello === hellos[at] && standingOf(agent, nowMs) === standings[at]);
    if (last !== undefined && isSame) return last.workloads;
    hellos = agents.map(({ hello }) => hello);
    standings = agents.map((agent) => standingOf(agent, nowMs));
    const workloads = describeWorkloads(agents, standingAt(nowMs));
    const text = JSON.stringify(workloads);
    if (last?.text !== text) last = { text, workloads };
    return last.workloads;
  };
}

/** The same function as long as nobody judges otherwise: what was judged by it may be kept. */
function createJudgeBy(): (
  snapshot: RegistrySnapshot,
  byHand: readonly ObjectTolerances[],
) => FindTolerances {
  let known: { inputs: readonly unknown[]; find: FindTolerances } | undefined;
  return ({ resources }, byHand) => {
    const annotated = resources.filter(hasTolerances);
    const inputs = [...annotated, byHand];
    const { inputs: before = [] } = known ?? {};
    if (known === undefined || inputs.length !== before.length || inputs.some((one, i) => one !== before[i]))
      known = { inputs, find: createAnnotatedTolerances(annotated, byHand) };
    return known.find;
  };
}

function describeSnapshot(
  { services, resources }: RegistrySnapshot,
  findTolerances: FindTolerances,
): Omit<MeshKnowledge, 'workloads'> {
  return {
    services: describeServices(services),
    findTolerances,
    findBadges: createFindBadges(resources),
  };
}

/** Who was there then, and who had left a little before; nobody knows any more how they were. */
export function describePastWorkloads(
  agents: readonly AgentState[],
  left: readonly AgentState[],
): KnownWorkload[] {
  const there = new Set(agents);
  return describeWorkloads([...agents, ...left], {
    isThere: (agent) => there.has(agent),
    isSilent: () => true,
    statusOf: () => undefined,
  });
}

/** How agents stand at a moment. */
interface Standing {
  isThere: (agent: AgentState) => boolean;
  isSilent: (agent: AgentState) => boolean;
  statusOf: (group: readonly AgentState[]) => KnownWorkload['status'];
}

function standingAt(nowMs: number): Standing {
  return {
    isThere: ({ connected }) => connected,
    isSilent: (agent) => isSilent(agent, nowMs),
    statusOf: (group) => describeInstances(group, nowMs),
  };
}

function describeWorkloads(agents: readonly AgentState[], standing: Standing): KnownWorkload[] {
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
    const there = group.filter(standing.isThere).length;
    return {
      cluster: identity.cluster,
      namespace: identity.namespace,
      workload: identity.workload,
      app: identity.canonicalService,
      version: identity.canonicalRevision,
      agents: there,
      ...(there === 0 && group.some(standing.isSilent) ? { isSilent: true } : {}),
      isGateway: group.some((agent) => agent.hello.role === 'gateway'),
      labels:
        group.reduce<KnownWorkload['labels']>(
          (shared, agent) => sharedLabels(shared, agent.hello.identity.labels),
          undefined,
        ) ?? {},
      status: standing.statusOf(group),
    };
  });
}

/** The services of a registry with all their ports. */
export function describeServices(services: readonly MeshService[]): KnownService[] {
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
