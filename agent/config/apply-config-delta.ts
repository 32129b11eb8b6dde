import type { MeshService, RegistrySnapshot } from '../../lib/mesh/registry/service';
import type { ConfigDelta } from '../../lib/protocol/ingest/console-message';

/** The snapshot after `delta`, which must be based on its revision. */
export function applyConfigDelta(snapshot: RegistrySnapshot, delta: ConfigDelta): RegistrySnapshot {
  const services = new Map(snapshot.services.map((service) => [serviceKey(service), service]));
  for (const key of delta.removals) services.delete(key);
  for (const service of delta.upserts) services.set(serviceKey(service), service as MeshService);
  return { ...snapshot, revision: delta.revision, services: [...services.values()] };
}

/** `host:port`, as removals name a service. */
export function serviceKey(service: Pick<MeshService, 'host' | 'port'>): string {
  return `${service.host}:${service.port}`;
}
