import { findListener } from '../../lib/mesh/routing/find-filter-chain';
import type { MeshConfig } from '../config/mesh-config';
import { DEFAULT_PROXY_LIMITS } from '../limits';
import type { ConnectionGate } from '../proxy/connection-gate';
import { GatewayGate } from '../proxy/gateway-gate';
import type { TcpProxy } from '../tcp/tcp-proxy';
import { createCredentialSource } from '../tls/credential';
import type { MeshTls } from '../tls/mesh-tls';
import { TlsServers } from '../tls/tls-servers';

interface AgentParts {
  readonly config: MeshConfig;
  readonly tcp: TcpProxy;
  readonly tls: MeshTls;
}

/** The gate of a gateway's listener, by the Gateways of the present configuration. */
export function createAgentGate({ config, tcp, tls }: AgentParts, serverPort: () => number): ConnectionGate {
  const { firstByteMs, handshakeMs } = DEFAULT_PROXY_LIMITS;
  return new GatewayGate({
    plan: () => findListener(config.routes.table.listeners, serverPort()),
    refusals: tls.refusals,
    servers: new TlsServers({
      credentials: () => createCredentialSource(config.snapshot.resources),
      refusals: tls.refusals,
      handshakeMs,
    }),
    mesh: tls.server,
    firstByteMs,
    forward: (socket, plan, security) => tcp.forward(socket, plan, security),
  });
}
