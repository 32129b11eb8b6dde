import type { PortProtocol } from '../../lib/mesh/registry/service';
import type { MeshConfig } from '../config/mesh-config';
import { DEFAULT_PROXY_LIMITS } from '../limits';
import { DEFAULT_POLICY, type ServiceRef } from '../proxy/cluster/cluster-spec';
import { InboundGate } from '../proxy/inbound-gate';
import type { ListenAddress } from '../proxy/listener';
import { appAddress } from '../proxy/own-app';
import type { TcpProxy } from '../tcp/tcp-proxy';
import type { MeshTls } from '../tls/mesh-tls';
import { portProtocol } from './app-protocols';

interface AgentParts {
  readonly config: MeshConfig;
  readonly tcp: TcpProxy;
  readonly tls: MeshTls;
}

interface Served {
  /** Where the app listens and what it speaks, as the agent was told; rules may say otherwise. */
  readonly app: ListenAddress;
  readonly protocol: PortProtocol;
  readonly service: ServiceRef;
}

/** The gate of the port that an agent serves for its workload. */
export function createOwnGate(
  { config, tcp, tls }: AgentParts,
  { app, protocol, service }: Served,
): InboundGate {
  const { refusals, server } = tls;
  const { firstByteMs } = DEFAULT_PROXY_LIMITS;
  return new InboundGate({
    server,
    refusals,
    firstByteMs,
    mode: () => tls.mode,
    protocol: () => portProtocol(config.routes.ownPort?.protocol) ?? protocol,
    receive(socket, security) {
      const own = config.routes.ownPort;
      const { connections } = own ?? DEFAULT_POLICY;
      tcp.receive(socket, { address: appAddress(app, own), service, connections }, security);
    },
  });
}
