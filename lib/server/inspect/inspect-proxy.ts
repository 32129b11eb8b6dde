import type { AgentProxyAnswer } from '../../protocol/api/agent-proxy';
import { AppError } from '../../protocol/app-error';
import type { MeshRegistry } from '../registry/mesh-registry';
import type { ProxyDesk } from './proxy-desk';

/** What the proxy of one agent holds now, in its own words. @throws AppError `not_found` for an unknown agent. */
export async function inspectProxy(
  registry: Pick<MeshRegistry, 'agents'>,
  proxies: Pick<ProxyDesk, 'inspect'>,
  agentId: string,
): Promise<AgentProxyAnswer> {
  const agent = registry.agents().find(({ hello }) => hello.agentId === agentId);
  if (agent === undefined) throw new AppError('not_found', `No agent has the id "${agentId}"`);
  return { agentId, wantedRevision: agent.wantedRevision, proxy: await proxies.inspect(agentId) };
}
