import type { ListenAddress } from '../proxy/listener';
import { type HostAndPort, joinHostPort } from '../proxy/split-authority';
import type { Agent } from '../runtime/agent';

/** Opens the ports of `--tcp`, and says where each leads. */
export async function openTcpPorts(
  agent: Agent,
  ports: readonly { listen: ListenAddress; to: HostAndPort }[],
): Promise<void> {
  for (const { listen, to } of ports) {
    const bound = await agent.openTcp(listen, to);
    agent.settings.log(
      `${joinHostPort(to.host, to.port)} can be called at ${joinHostPort(bound.host, bound.port)}`,
    );
  }
}
