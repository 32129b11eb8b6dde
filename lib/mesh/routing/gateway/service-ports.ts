import type { RoutedService } from '../routed-service';
import type { RoutingMesh } from '../routing-mesh';
import type { RoutingProxy } from '../routing-proxy';

/** A port of a service that a proxy is an endpoint of. */
export interface ServiceTarget {
  service: RoutedService;
  port: number;
  targetPort: number;
}

/** The services that have one of a proxy's addresses as an endpoint in its namespace, whatever port they call it by. */
export function serviceTargets(mesh: RoutingMesh, proxy: RoutingProxy): ServiceTarget[] {
  return mesh.services.flatMap((service) =>
    service.endpoints
      .filter(({ address }) => proxy.addresses.includes(address))
      .flatMap(({ ports }) => [...ports].map(([port, targetPort]) => ({ service, port, targetPort }))),
  );
}
