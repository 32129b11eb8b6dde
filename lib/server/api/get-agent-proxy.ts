import { getAgentProxy } from '../../protocol/api/agent-proxy';
import { inspectProxy } from '../inspect/inspect-proxy';
import { handle } from './handler';

export const agentProxyHandler = handle(getAgentProxy, ({ proxies, query }, request) =>
  inspectProxy(query.sources.registry, proxies, request.params.id ?? ''),
);
