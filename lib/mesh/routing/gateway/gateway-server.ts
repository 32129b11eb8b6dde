import type { ServerTls } from '../../config/kinds/gateway';
import type { ResourceReference } from '../../config/resource';
import type { ClusterPlan } from '../cluster-plan';
import type { PlannedRoute } from '../compile-context';
import type { TcpPlan } from '../route-table';
/** The routes of a host name that a server answers for. */
export interface ServerHost {
  domain: string;
  routes: readonly PlannedRoute[];
}

/** Connections of a server that are not HTTP: to which server names, and where they go. */
export interface ServerStream {
  /** Empty for every name. */
  serverNames: readonly string[];
  plan: TcpPlan;
}

/** One server of a gateway at one port, whichever API it was written in. */
export interface GatewayServer {
  /** `namespace/name`. */
  gateway: string;
  origin: ResourceReference;
  /** What the server names in route configurations: `https.443.https.gateway.default`. */
  portName: string;
  /** The port of the server, which virtual hosts are named after. */
  serverPort: number;
  /** The port to listen at. */
  port: number;
  bind: string;
  protocol: 'http' | 'https' | 'tls' | 'tcp';
  tls: ServerTls | undefined;
  /** Host names without namespace; `*` for all. */
  serverNames: readonly string[];
  /** What must be unique among the TLS servers of a port. */
  hostKeys: readonly string[];
  /** Answers plain requests with a redirect to https. */
  redirectsToTls: boolean;
  hosts(): readonly ServerHost[];
  streams(): readonly ServerStream[];
  /** Clusters that nobody but this server leads to. */
  clusters: readonly ClusterPlan[];
}

/** Whether a server hands TLS on unopened. */
export function isPassthrough({ tls }: Pick<GatewayServer, 'tls'>): boolean {
  return tls?.mode === 'PASSTHROUGH' || tls?.mode === 'AUTO_PASSTHROUGH';
}

/** Whether a server answers HTTP requests itself. */
export function isHttpServer(server: GatewayServer): boolean {
  return server.protocol === 'http' || (server.protocol === 'https' && !isPassthrough(server));
}

/** The name of the route configuration a server belongs to; empty for one that has none. */
export function routeConfigName(server: GatewayServer): string {
  const bind = server.bind === '' ? '' : `.${server.bind}`;
  if (server.protocol === 'http') return `http.${server.port}${bind}`;
  if (!isHttpServer(server) || server.tls === undefined) return '';
  const [namespace, name] = server.gateway.split('/');
  return `https.${server.port}.${server.portName}.${name}.${namespace}${bind}`;
}
