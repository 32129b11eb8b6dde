import type { MeshConfig } from '../config/mesh-config';
import type { RoutingTable } from '../proxy/routing-table';
import { FollowedPorts, type PortWords } from './followed-ports';
import type { ProxySet } from './proxy-set';

/** What of an agent these listeners are made of. */
interface ProxyListenerParts {
  readonly settings: { readonly log: (message: string) => void };
  readonly config: MeshConfig;
  readonly proxySet: ProxySet;
}

/** Where Istio opens such a listener that does not say where: what it takes is the workload's alone. */
const HOST = '127.0.0.1';

const WORDS: PortWords = {
  opened: (port, at) => `clients may use http://${at} as their proxy, by port ${port} of the Sidecar`,
  closed: (port, at) => `the Sidecar has the proxy's port ${port} no more: ${at} is closed`,
  failed: (_, at, reason) => `cannot open ${at} for clients of the Sidecar's proxy: ${reason}`,
};

/** Follows the egress listeners of protocol HTTP_PROXY: each leads to its own hosts, at all their ports. */
export function followHttpProxies({ config, proxySet, settings }: ProxyListenerParts): FollowedPorts {
  return new FollowedPorts({
    wanted: () => [...config.routes.table.httpProxies].map(([port, { bind }]) => ({ port, address: bind })),
    host: HOST,
    async open(listen, port) {
      const { outbound = listen } = await proxySet.open({ outbound: listen }, routesAt(config, port));
      return outbound;
    },
    close: (bound) => proxySet.close(bound),
    words: WORDS,
    log: settings.log,
  });
}

/** The routes of one listener; while it closes, those of all others. */
function routesAt(config: MeshConfig, port: number): RoutingTable {
  return {
    get routes() {
      return config.routes.httpProxies.get(port) ?? config.routes;
    },
  };
}
