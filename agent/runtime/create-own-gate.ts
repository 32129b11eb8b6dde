import type { PortProtocol } from '../../lib/mesh/registry/service';
import type { OwnPort } from '../../lib/mesh/routing/inbound/own-port';
import type { MeshConfig } from '../config/mesh-config';
import { DEFAULT_PROXY_LIMITS } from '../limits';
import { DEFAULT_POLICY, type ServiceRef } from '../proxy/cluster/cluster-spec';
import { InboundGate, type OwnTls } from '../proxy/inbound-gate';
import type { ListenAddress } from '../proxy/listener';
import { appAddress } from '../proxy/own-app';
import type { TcpProxy } from '../tcp/tcp-proxy';
import { createCredentialSource } from '../tls/credential';
import type { MeshTls } from '../tls/mesh-tls';
import { TlsServers } from '../tls/tls-servers';
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
  /** What rules say of the port now. */
  readonly rules: () => OwnPort | undefined;
}

/** The gate of a port that an agent serves for its workload. */
export function createOwnGate(
  { config, tcp, tls }: AgentParts,
  { app, protocol, rules, service }: Served,
): InboundGate {
  const { refusals, server } = tls;
  const { firstByteMs, handshakeMs } = DEFAULT_PROXY_LIMITS;
  const credentials = () => createCredentialSource(config.snapshot.resources);
  return new InboundGate({
    server,
    refusals,
    firstByteMs,
    mode: () => tls.modeOf(service.port),
    protocol: () => portProtocol(rules()?.protocol) ?? protocol,
    own: { find: followTls(rules), servers: new TlsServers({ credentials, refusals, handshakeMs }) },
    receive(socket, security) {
      const own = rules();
      const { connections } = own ?? DEFAULT_POLICY;
      tcp.receive(socket, { address: appAddress(app, own), service, connections }, security);
    },
  });
}

/** The same object as long as the rules are the same, by which servers are kept. */
function followTls(rules: () => OwnPort | undefined): () => OwnTls | undefined {
  let known: OwnTls | undefined;
  return () => {
    const { protocol, tls } = rules() ?? {};
    if (tls === undefined) known = undefined;
    else if (known?.tls !== tls) known = { tls, isHttp: protocol === 'https' };
    return known;
  };
}
