import type { MeshSettings } from '../config/mesh-settings';

/** What follows name and namespace in the full name of a service; empty where the mesh has no domain. */
export function hostDomain({ clusterDomain }: MeshSettings): string {
  return clusterDomain === '' ? '' : `svc.${clusterDomain}`;
}
