import type { MeshSettings } from '../config/mesh-settings';
import { compareByPrecedence, type ResourceSet } from '../config/resource-set';
import { type BackendTlsIndex, indexBackendTls } from '../gateway-api/backend-tls';
import { prepareMeshRoutes } from '../gateway-api/mesh-routes';
import type { MeshService } from '../registry/service';
import { type DestinationRuleIndex, indexDestinationRules } from './policy/destination-rule-index';
import type { RoutedService } from './routed-service';
import { buildServices } from './services/build-services';
import { prepareVirtualServices } from './virtual-service/prepare-virtual-services';
import type { PreparedVirtualService } from './virtual-service/prepared-virtual-service';

/** The configuration of the whole mesh, ready to be asked from the view of any proxy. */
export interface RoutingMesh {
  services: readonly RoutedService[];
  resources: ResourceSet;
  settings: MeshSettings;
  destinationRules: DestinationRuleIndex;
  backendTls: BackendTlsIndex;
  virtualServices: readonly PreparedVirtualService[];
}

/** Prepares what every proxy's table has in common: do it once a configuration. */
export function createRoutingMesh(
  registered: readonly MeshService[],
  resources: ResourceSet,
  settings: MeshSettings,
): RoutingMesh {
  return {
    services: buildServices(registered, resources, settings),
    resources,
    settings,
    destinationRules: indexDestinationRules(resources, settings),
    backendTls: indexBackendTls(resources, settings),
    virtualServices: [
      ...prepareVirtualServices(resources, settings),
      ...prepareMeshRoutes(resources, settings),
    ].sort((a, b) => compareByPrecedence(a.resource, b.resource)),
  };
}
