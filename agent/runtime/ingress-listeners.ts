import { serviceHost } from '../../lib/mesh/identity/workload-identity';
import type { IngressPort } from '../../lib/mesh/routing/inbound/ingress-ports';
import type { MeshConfig } from '../config/mesh-config';
import type { ServiceRef } from '../proxy/cluster/cluster-spec';
import type { ListenAddress } from '../proxy/listener';
import { appAddress } from '../proxy/own-app';
import type { TcpProxy } from '../tcp/tcp-proxy';
import type { MeshTls } from '../tls/mesh-tls';
import type { AgentSettings } from './agent-settings';
import { createOwnGate } from './create-own-gate';
import { FollowedPorts, type PortWords, type WantedPort } from './followed-ports';
import type { ProxySet } from './proxy-set';
import { serviceRefOf } from './self-of';

/** What of an agent its listeners are made of. */
export interface IngressParts {
  readonly settings: AgentSettings;
  readonly config: MeshConfig;
  readonly proxySet: ProxySet;
  readonly tcp: TcpProxy;
  readonly tls: MeshTls;
}

const WORDS: PortWords = {
  opened: (port, at) => `port ${port} of the Sidecar listens at ${at}`,
  closed: (port, at) => `the Sidecar has port ${port} no more: ${at} is closed`,
  failed: (port, at, reason) =>
    `cannot open port ${port} of the Sidecar at ${at}: ${reason}; bind or defaultEndpoint may name another place`,
};

/** Follows the listeners that a workload's Sidecar has beside the port its agent was started for; `host`: where to listen. */
export function followIngress(agent: IngressParts, host: string): FollowedPorts {
  const { config, proxySet, settings, tls } = agent;
  return new FollowedPorts({
    wanted: () => [...config.routes.ingressPorts.values()].map((one) => toWanted(one, host)),
    host,
    open: (listen, port) => open(agent, listen, port),
    async close(bound, port) {
      await proxySet.close(bound);
      tls.forget(port);
    },
    words: WORDS,
    log: settings.log,
  });
}

async function open(agent: IngressParts, listen: ListenAddress, port: number): Promise<ListenAddress> {
  const { config, proxySet, settings } = agent;
  const rules = () => config.routes.ingressPorts.get(port);
  const service = serviceAt(settings, port);
  const app = defaultApp(port);
  const gate = createOwnGate(agent, { app, protocol: 'auto', service, rules });
  const { inbound = listen } = await proxySet.open({
    inbound: { listen, app, service, protocol: 'client', rules, gate },
  });
  return inbound;
}

/** Where a workload listens of which its Sidecar does not say so: at the same port, on this machine alone. */
function defaultApp(port: number): ListenAddress {
  return { host: '127.0.0.1', port };
}

function toWanted(own: IngressPort, host: string): WantedPort {
  const { bind, port } = own;
  const app = appAddress(defaultApp(port), own);
  const listens = bind === '' ? host : bind;
  const isSame = listens === app.host || listens === '0.0.0.0' || listens === '::';
  return { port, address: bind, fault: isSame && app.port === port ? 'LEADS_TO_ITSELF' : undefined };
}

/** A further port of the agent's own service; a pure client is known by its canonical name. */
function serviceAt(settings: AgentSettings, port: number): ServiceRef {
  const own = serviceRefOf(settings);
  if (own !== undefined) return { ...own, port };
  const { canonicalService: name, namespace } = settings.identity;
  return { host: serviceHost(name, namespace), name, namespace, port };
}
