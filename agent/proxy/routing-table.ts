import type { IngressPort } from '../../lib/mesh/routing/inbound/ingress-ports';
import type { OwnPort } from '../../lib/mesh/routing/inbound/own-port';
import type { RouteTable } from '../../lib/mesh/routing/route-table';
import type { RateLimitPlan } from '../../lib/mesh/traffic/rate-limits';
import { type ClusterSpec, PASSTHROUGH } from './cluster/cluster-spec';

/** What a listener for clients of an HTTP proxy leads to, in place of the routes of all others. */
export type ProxyRoutes = Omit<CompiledRoutes, 'httpProxies'>;

/** A configuration as the proxy asks it: compiled once, never changed. */
export interface CompiledRoutes {
  readonly table: RouteTable;
  /** By Envoy's name. */
  readonly clusters: ReadonlyMap<string, ClusterSpec>;
  /** The port of a host that was named without one: 80, unless the mesh has the host at other ports only. */
  readonly defaultPorts: ReadonlyMap<string, number>;
  readonly rateLimits: readonly RateLimitPlan[];
  /** Of the port that the agent serves; undefined where it serves none. */
  readonly ownPort: OwnPort | undefined;
  /** Of the ports that its Sidecar has opened beside it, by number. */
  readonly ingressPorts: ReadonlyMap<number, IngressPort>;
  /** Of the ports that its Sidecar has opened for clients that use it as an HTTP proxy. */
  readonly httpProxies: ReadonlyMap<number, ProxyRoutes>;
}

/** What a cluster is to be now; undefined: no more. */
export function findClusterSpec(
  { clusters }: Pick<CompiledRoutes, 'clusters'>,
  name: string,
): ClusterSpec | undefined {
  return clusters.get(name) ?? (name === PASSTHROUGH.name ? PASSTHROUGH : undefined);
}

/** Where the proxy finds the configuration in use; another object after every change. */
export interface RoutingTable {
  readonly routes: ProxyRoutes;
}
