import type { RoutedService } from '../routed-service';
import type { RoutingMesh } from '../routing-mesh';
import type { RoutingProxy } from '../routing-proxy';
import type { GatewayServer } from './gateway-server';

/** The listeners of Gateway API Gateways that a proxy stands for. */
export function kubernetesServers(
  _mesh: RoutingMesh,
  _proxy: RoutingProxy,
  _services: ReadonlyMap<string, RoutedService>,
): GatewayServer[] {
  return [];
}
