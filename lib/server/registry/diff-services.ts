import type { MeshService } from '../../mesh/registry/service';
import { serviceKey } from './build-services';

/** What turns one list of services into another. */
export interface ServicesDelta {
  upserts: MeshService[];
  /** `host:port`. */
  removals: string[];
}

/** The delta between two lists, undefined when they are equal. */
export function diffServices(
  before: readonly MeshService[],
  after: readonly MeshService[],
): ServicesDelta | undefined {
  const known = new Map(before.map((service) => [serviceKey(service), JSON.stringify(service)]));
  const upserts = after.filter((service) => known.get(serviceKey(service)) !== JSON.stringify(service));
  for (const service of after) known.delete(serviceKey(service));
  const removals = [...known.keys()];
  return upserts.length === 0 && removals.length === 0 ? undefined : { upserts, removals };
}
