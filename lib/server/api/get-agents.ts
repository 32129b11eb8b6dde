import { getAgents } from '../../protocol/api/agents';
import { listAgents } from '../query/list-agents';
import { handle } from './handler';

export const agentsHandler = handle(getAgents, ({ query }) => listAgents(query));
