import { listAgents } from '../list-agents';
import type { QueryContext } from '../query-context';
import { byKey } from './by-key';
import type { LiveSource } from './live-source';

/** Agents by id. */
export function agentsDocument(context: QueryContext): LiveSource {
  return {
    version: () => String(context.sources.registry.version()),
    build: async () => {
      const { revision, agents } = listAgents(context);
      return { agents: byKey(agents, ({ agentId }) => agentId), meta: { registry: { revision } } };
    },
  };
}
