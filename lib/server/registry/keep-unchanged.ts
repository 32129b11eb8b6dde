import type { Endpoint, MeshService } from '../../mesh/registry/service';
import { serviceKey } from './build-services';

/**
 * The services of `after`, the very same objects as before where nothing about them changed, and the very same list
 * where nothing changed at all: what is made of them need not be made again.
 */
export function keepUnchanged(
  before: readonly MeshService[],
  after: readonly MeshService[],
): readonly MeshService[] {
  const known = new Map(before.map((service) => [serviceKey(service), service]));
  const kept = after.map((service) => {
    const old = known.get(serviceKey(service));
    return old !== undefined && isSameService(old, service) ? old : service;
  });
  const isSameList = kept.length === before.length && kept.every((service, at) => service === before[at]);
  return isSameList ? before : kept;
}

function isSameService({ endpoints: old, ...before }: MeshService, after: MeshService): boolean {
  const { endpoints, ...rest } = after;
  if (old.length !== endpoints.length || JSON.stringify(before) !== JSON.stringify(rest)) return false;
  return old.every((endpoint, at) => {
    const other = endpoints[at];
    return other !== undefined && isSameEndpoint(endpoint, other);
  });
}

/** An agent's identity stays the same object until it says hello again. */
function isSameEndpoint({ workload: old, ...before }: Endpoint, { workload, ...after }: Endpoint): boolean {
  const isSameWorkload = old === workload || JSON.stringify(old) === JSON.stringify(workload);
  return isSameWorkload && JSON.stringify(before) === JSON.stringify(after);
}
