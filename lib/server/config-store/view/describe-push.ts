import type { AgentPush, ConfigPush } from '../../../protocol/api/config-push';
import type { AgentState } from '../../registry/mesh-registry';
import type { ConfigDeps } from '../config-deps';

/** Which agent has which revision of the configuration. */
export function describePush({ state, registry }: Pick<ConfigDeps, 'state' | 'registry'>): ConfigPush {
  const { revision: pushRevision, resources, services } = registry.snapshot();
  const agents = registry.agents().map(describeAgent);
  const counts = { synced: 0, pending: 0, refused: 0, offline: 0 };
  for (const agent of agents) counts[agent.state]++;
  return {
    revision: state.revision,
    pushRevision,
    objects: resources.length,
    services: services.length,
    counts,
    agents,
  };
}

function describeAgent(agent: AgentState): AgentPush {
  const { agentId, identity, role } = agent.hello;
  const { wantedRevision, ackedRevision, push } = agent;
  return {
    agentId,
    workload: identity.workload,
    namespace: identity.namespace,
    role,
    connected: agent.connected,
    state: stateOf(agent),
    wantedRevision,
    ackedRevision,
    nackReason: agent.nackReason ?? null,
    sentAt: push.sentAtMs ?? null,
    answeredAt: push.answeredAtMs ?? null,
    objects: push.objects,
    services: push.services,
  };
}

function stateOf({ connected, nackReason, ackedRevision, wantedRevision }: AgentState): AgentPush['state'] {
  if (!connected) return 'offline';
  if (nackReason !== undefined) return 'refused';
  return ackedRevision === wantedRevision ? 'synced' : 'pending';
}
