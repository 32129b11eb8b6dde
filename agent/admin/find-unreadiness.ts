import type { Agent } from '../runtime/agent';

/** Why the agent should get no traffic; undefined when it should. The console's absence is no reason. */
export function findUnreadiness(agent: Agent): string | undefined {
  if (agent.state === 'draining') return 'draining';
  if (agent.proxies.length === 0) return 'no listener is open yet';
  if (!agent.appReady) return 'the workload does not listen';
  return undefined;
}
