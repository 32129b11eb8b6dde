import type { Agent } from '@/lib/protocol/api/agents';
import { compareAgents } from './agent-trouble';

type FindAgents = { find: string; namespaces: readonly string[]; withGone: boolean };

/** Agents whose names hold every word, in the namespaces in view, trouble first. */
export function findAgents(
  agents: readonly Agent[],
  { find, namespaces, withGone }: FindAgents,
): readonly Agent[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  return agents
    .filter((agent) => withGone || agent.state !== 'gone')
    .filter((agent) => namespaces.length === 0 || namespaces.includes(agent.namespace))
    .filter((agent) => {
      const names = [
        agent.namespace,
        agent.workload,
        agent.app,
        agent.version,
        agent.agentId,
        agent.hostname,
      ];
      const text = names.join(' ').toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted(compareAgents);
}
