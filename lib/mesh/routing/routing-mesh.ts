import type { MeshSettings } from '../config/mesh-settings';
import type { ResourceSet } from '../config/resource-set';
import type { RoutedService } from './routed-service';

/** The configuration of the whole mesh, ready to be asked from the view of any proxy. */
export interface RoutingMesh {
  services: readonly RoutedService[];
  resources: ResourceSet;
  settings: MeshSettings;
}
