import type { ServerTls } from '../config/kinds/gateway';
import type { ResourceReference } from '../config/resource';
import type { ClusterPlan } from './cluster-plan';
import type { PlannedDestination, RouteDecision, RouteOrigin } from './route-plan';
import type { RouteRequest } from './route-request';

/** One compiled rule, or one match of it. */
export interface CompiledRoute {
  /** Undefined takes every request. */
  test: ((request: RouteRequest) => boolean) | undefined;
  /** Why a request is not taken, in words; undefined where none can be refused. */
  mismatch: ((request: RouteRequest) => string | undefined) | undefined;
  decision: RouteDecision;
}

/** What answers for some host names. */
export interface VirtualHost {
  /** Envoy's name: `host:port`, `allow_any`, `block_all`, `blackhole:443`. */
  name: string;
  domains: readonly string[];
  /** In order; the first that takes the request decides. */
  routes: readonly CompiledRoute[];
  /** The answer where none does: 404 NR. */
  notFound: RouteDecision;
}

/** The virtual hosts of one port (Envoy: route configuration). */
export interface RouteConfig {
  /** `9080`, `http.80`, `https.443.https.gateway.default`. */
  name: string;
  virtualHosts: readonly VirtualHost[];
  /** By domain in lower case; domains carry no port, and that of the Host header is passed over. */
  exact: ReadonlyMap<string, VirtualHost>;
  /** By what follows the `*`, longest first when asked. */
  wildcards: ReadonlyMap<string, VirtualHost>;
  /** The virtual host of `*`. */
  any: VirtualHost | undefined;
}

/** Where the bytes of a connection go. */
export interface TcpPlan {
  origin: RouteOrigin | undefined;
  destinations: readonly PlannedDestination[];
  totalWeight: number;
}

/** How a gateway ends TLS. */
export interface ListenerTls {
  mode: 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL' | 'OPTIONAL_MUTUAL';
  settings: ServerTls;
  /** Where `credentialName` is looked up. */
  namespace: string;
}

/** The part of a listener's connections with one sort of treatment. */
export interface FilterChain {
  name: string;
  /** Server names it takes (`*.example.com` too); empty takes all, TLS or not as `transport` says. */
  serverNames: readonly string[];
  transport: 'plain' | 'tls' | 'any';
  /** Destination addresses (CIDR or IP) it takes; empty takes all. */
  destinations: readonly string[];
  /** Undefined passes TLS on, or there is none. */
  tls: ListenerTls | undefined;
  /** Exactly one of the two is set. */
  http: RouteConfig | undefined;
  tcp: TcpPlan | undefined;
  /** The objects that asked for it. */
  origins: readonly ResourceReference[];
}

/** A port that a gateway opens. */
export interface ListenerPlan {
  /** `0.0.0.0_443`. */
  name: string;
  address: string;
  port: number;
  chains: readonly FilterChain[];
}

/** Where calls go that come by one entrance of a sidecar. */
export interface EgressRoutes {
  /** The virtual hosts of each port that services have. */
  httpByPort: ReadonlyMap<number, RouteConfig>;
  /** What answers at any other port. */
  otherPorts: RouteConfig;
  /** Connections that are not HTTP, most specific first. */
  tcp: readonly OutboundTcpRoute[];
}

/** A port that a sidecar opens for clients that use it as an HTTP proxy. */
export interface HttpProxyPlan {
  /** The address to listen on; empty is this machine alone. */
  bind: string;
  /** What it leads to: the hosts of its listener, at all their ports. */
  routes: EgressRoutes;
}

/** Everything one proxy needs to decide about requests it sends on; made once a configuration, never changed. */
export interface RouteTable extends EgressRoutes {
  /** Gateways: the ports to open. */
  listeners: readonly ListenerPlan[];
  /** Sidecars: further entrances for calls, by port (egress listeners of protocol HTTP_PROXY). */
  httpProxies: ReadonlyMap<number, HttpProxyPlan>;
  /** By Envoy's name; a destination that is not here is answered with 503 NC. */
  clusters: ReadonlyMap<string, ClusterPlan>;
}

/** What a sidecar does with connections to a service's address and port. */
export interface OutboundTcpRoute {
  /** Every name by which this sidecar's workload may call the service. */
  names: readonly string[];
  /** IPs and CIDRs of the service; empty takes every address. */
  addresses: readonly string[];
  /** Of these addresses only (`destinationSubnets`), whatever those of the service are; empty does not narrow. */
  subnets: readonly string[];
  port: number;
  /** Empty takes connections without TLS and with any server name. */
  serverNames: readonly string[];
  plan: TcpPlan;
}
