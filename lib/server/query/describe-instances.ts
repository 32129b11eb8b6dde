import type { WorkloadStatus } from '../../mesh/health/workload-status';
import { isSilent } from '../registry/is-silent';
import type { AgentState } from '../registry/mesh-registry';

/** An agent that vanished without draining is missed this long; after that it counts as taken away. */
const MISSED_MS = 120_000;

/**
 * Instances of a workload by their agents. Nobody tells the console how many there should be, so those count that are
 * there or vanished lately without saying goodbye; starting ones are neither missing nor available. Undefined while
 * there is nothing to say: of an agent that has not come back to a restarted console yet, nobody knows.
 */
export function describeInstances(agents: readonly AgentState[], nowMs: number): WorkloadStatus | undefined {
  const present = agents.filter((agent) => agent.connected && agent.status?.state === 'ready');
  const missed = agents.filter((agent) => isMissed(agent, nowMs));
  const desired = present.length + missed.length;
  if (desired === 0) return undefined;
  return {
    desired,
    current: present.length,
    available: present.filter(isAvailable).length,
    syncedProxies: desired - present.filter((agent) => agent.nackReason !== undefined).length,
  };
}

/** Everything an agent is judged by here, as bits: the same as long as nothing would be said anew of it. */
export function standingOf(agent: AgentState, nowMs: number): number {
  return (
    (agent.connected ? 1 : 0) |
    (agent.status?.state === 'ready' ? 2 : 0) |
    (isMissed(agent, nowMs) ? 4 : 0) |
    (isAvailable(agent) ? 8 : 0) |
    (agent.nackReason === undefined ? 0 : 16) |
    (isSilent(agent, nowMs) ? 32 : 0)
  );
}

function isMissed(agent: AgentState, nowMs: number): boolean {
  if (agent.connected || agent.isAwaited || agent.status === undefined || agent.status.state === 'draining')
    return false;
  return nowMs - agent.lastSeenMs < MISSED_MS;
}

/** A gateway has no process behind it that could be away. */
function isAvailable(agent: AgentState): boolean {
  return agent.hello.role === 'gateway' || agent.status?.appReady === true;
}
