import { configKey } from '../../mesh/config/config-object';
import type { RegistrySnapshot } from '../../mesh/registry/service';
import type { ConfigDelta } from '../../protocol/ingest/console-message';
import { serviceKey } from './build-services';

/** The way from one snapshot to the next, as agents are told it. */
export type SnapshotDelta = {
  baseRevision: number;
  upserts: RegistrySnapshot['services'];
  removals: ConfigDelta['removals'];
  resourceUpserts: RegistrySnapshot['resources'];
  resourceRemovals: ConfigDelta['resourceRemovals'];
};

/** The delta between two snapshots, undefined when both hold the same. */
export function diffSnapshots(before: RegistrySnapshot, after: RegistrySnapshot): SnapshotDelta | undefined {
  const services = diffLists(before.services, after.services, serviceKey);
  const resources = diffLists(before.resources, after.resources, configKey);
  if (services === undefined && resources === undefined) return undefined;
  return {
    baseRevision: before.revision,
    upserts: services?.upserts ?? [],
    removals: services?.removals ?? [],
    resourceUpserts: resources?.upserts ?? [],
    resourceRemovals: resources?.removals ?? [],
  };
}

function diffLists<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): { upserts: T[]; removals: string[] } | undefined {
  if (before === after) return undefined;
  const known = new Map(before.map((item) => [keyOf(item), item]));
  const upserts: T[] = [];
  for (const item of after) {
    const key = keyOf(item);
    const old = known.get(key);
    known.delete(key);
    if (old !== item && (old === undefined || JSON.stringify(old) !== JSON.stringify(item)))
      upserts.push(item);
  }
  const removals = [...known.keys()];
  return upserts.length === 0 && removals.length === 0 ? undefined : { upserts, removals };
}
