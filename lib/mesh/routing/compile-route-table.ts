import { compileGatewayTable } from './gateway/compile-gateway-table';
import type { RouteTable } from './route-table';
import type { RoutingMesh } from './routing-mesh';
import type { RoutingProxy } from './routing-proxy';
import { compileSidecarTable } from './sidecar/compile-sidecar-table';

/** Compiles everything one proxy needs to decide about requests; do it once a configuration, then ask `findRoute`. */
export function compileRouteTable(mesh: RoutingMesh, proxy: RoutingProxy): RouteTable {
  return proxy.kind === 'gateway' ? compileGatewayTable(mesh, proxy) : compileSidecarTable(mesh, proxy);
}
