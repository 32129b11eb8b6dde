import { isSubsetHost } from '../../config/host-name';
import type { ClusterPlan } from '../cluster-plan';
import { resolveClusters } from '../policy/resolve-cluster';
import type { RoutedService } from '../routed-service';
import type { RoutingMesh } from '../routing-mesh';
import type { RoutingProxy } from '../routing-proxy';
import { wholeService } from '../sidecar/default-route';
import type { ServerStream } from './gateway-server';

/**
 * What a server in mode AUTO_PASSTHROUGH leads to without any rule: every port and subset of the mesh's services below its
 * hosts. The TLS of the caller is passed on as it came, so none is put around it.
 */
export function autoPassthroughClusters(
  mesh: RoutingMesh,
  proxy: RoutingProxy,
  services: Iterable<RoutedService>,
  hosts: readonly string[],
): ClusterPlan[] {
  return [...services]
    .filter(
      ({ host, location }) => location === 'MESH_INTERNAL' && hosts.some((one) => isSubsetHost(host, one)),
    )
    .flatMap((service) =>
      service.ports
        .filter(({ protocol }) => protocol !== 'udp')
        .flatMap((port) => resolveClusters(mesh, service, port, proxy)),
    )
    .map((plan) => ({
      ...plan,
      name: serverNameOf(plan),
      policy: { ...plan.policy, tls: { ...plan.policy.tls, mode: 'DISABLE' as const } },
    }));
}

/** The connections of such clusters: each has a server name of its own. */
export function autoPassthroughStreams(clusters: readonly ClusterPlan[]): ServerStream[] {
  return clusters.map(({ name, port, service, subset }) => ({
    serverNames: [name.toLowerCase()],
    plan: {
      origin: undefined,
      destinations: [{ ...wholeService(service.host, subset, port.number), cluster: name }],
      totalWeight: 100,
    },
  }));
}

/** What Istio's proxies write into their greeting: `outbound_.9080_.v1_.reviews.shop.svc.cluster.local`. */
function serverNameOf({ port, service, subset }: ClusterPlan): string {
  return `outbound_.${port.number}_.${subset}_.${service.host}`;
}
