import type { RoutedService } from './routed-service';
import type { PreparedVirtualService } from './virtual-service/prepared-virtual-service';

/** Whether an object of `owner` with this exportTo is seen in `viewer`; an empty list is everywhere. */
export function isExportedTo(exportTo: readonly string[], owner: string, viewer: string): boolean {
  if (exportTo.length === 0 || exportTo.includes('*')) return true;
  if (exportTo.includes('~')) return false;
  return exportTo.includes(viewer) || (exportTo.includes('.') && owner === viewer);
}

/**
 * The services a namespace sees, one a host: of several with one host its own goes first, then one of the mesh, then the
 * oldest.
 */
export function visibleServices(
  services: readonly RoutedService[],
  namespace: string,
): Map<string, RoutedService> {
  const byHost = new Map<string, RoutedService>();
  for (const service of services) {
    if (!isExportedTo(service.exportTo, service.namespace, namespace)) continue;
    const known = byHost.get(service.host);
    if (known === undefined || isPreferred(service, known, namespace)) byHost.set(service.host, service);
  }
  return byHost;
}

function isPreferred(service: RoutedService, known: RoutedService, namespace: string): boolean {
  const own = Number(service.namespace === namespace) - Number(known.namespace === namespace);
  if (own !== 0) return own > 0;
  const meshBorn = Number(service.source !== 'ServiceEntry') - Number(known.source !== 'ServiceEntry');
  if (meshBorn !== 0) return meshBorn > 0;
  return (service.createdAtMs ?? Number.POSITIVE_INFINITY) < (known.createdAtMs ?? Number.POSITIVE_INFINITY);
}

/**
 * The VirtualServices a namespace sees, in the order in which they claim hosts: its own private ones first, then those
 * exported to it by name, then public ones; each oldest first.
 */
export function visibleVirtualServices(
  services: readonly PreparedVirtualService[],
  namespace: string,
): PreparedVirtualService[] {
  const reach = services.map((service) => [service, reachOf(service, namespace)] as const);
  return (['private', 'named', 'public'] as const).flatMap((wanted) =>
    reach.filter(([, found]) => found === wanted).map(([service]) => service),
  );
}

function reachOf(
  { exportTo, namespace: owner }: PreparedVirtualService,
  viewer: string,
): 'private' | 'named' | 'public' | undefined {
  if (exportTo.length === 0 || exportTo.includes('*')) return 'public';
  if (!isExportedTo(exportTo, owner, viewer)) return undefined;
  return owner === viewer ? 'private' : 'named';
}
