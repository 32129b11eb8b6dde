import { type ConfigObject, configKey } from '../../lib/mesh/config/config-object';
import type { MeshSettings } from '../../lib/mesh/config/mesh-settings';
import type { MeshService, RegistrySnapshot } from '../../lib/mesh/registry/service';
import type { ConfigDelta } from '../../lib/protocol/ingest/console-message';

/** The snapshot after `delta`, which must be based on its revision. */
export function applyConfigDelta(snapshot: RegistrySnapshot, delta: ConfigDelta): RegistrySnapshot {
  return {
    ...snapshot,
    revision: delta.revision,
    ...(delta.settings === undefined ? {} : { settings: delta.settings as MeshSettings }),
    services: merge(snapshot.services, delta.upserts as MeshService[], delta.removals, serviceKey),
    resources: merge(
      snapshot.resources,
      delta.resourceUpserts as ConfigObject[],
      delta.resourceRemovals,
      configKey,
    ),
  };
}

/** `host:port`, as removals name a service. */
export function serviceKey(service: Pick<MeshService, 'host' | 'port'>): string {
  return `${service.host}:${service.port}`;
}

/** What did not change stays the same list, so that what is compiled from it can be kept. */
function merge<T>(
  before: readonly T[],
  upserts: readonly T[],
  removals: readonly string[],
  keyOf: (item: T) => string,
): readonly T[] {
  if (upserts.length === 0 && removals.length === 0) return before;
  const items = new Map(before.map((item) => [keyOf(item), item]));
  for (const key of removals) items.delete(key);
  for (const item of upserts) items.set(keyOf(item), item);
  return [...items.values()];
}
