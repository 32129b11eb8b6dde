import { configKey } from '../../mesh/config/config-object';
import type { RegistrySnapshot } from '../../mesh/registry/service';
import type { ConfigDelta } from '../../protocol/ingest/console-message';
import { serviceKey } from './build-services';

/** A snapshot whose resources are kept in two lists: what many agents have in common, and what is for few. */
export interface LayeredSnapshot extends Omit<RegistrySnapshot, 'resources'> {
  shared: RegistrySnapshot['resources'];
  own: RegistrySnapshot['resources'];
}

/** The way from one snapshot to the next, as agents are told it. */
export interface SnapshotDelta {
  baseRevision: number;
  upserts: RegistrySnapshot['services'];
  removals: ConfigDelta['removals'];
  resourceUpserts: RegistrySnapshot['resources'];
  resourceRemovals: ConfigDelta['resourceRemovals'];
  settings?: RegistrySnapshot['settings'];
}

/** The delta between two snapshots; empty lists where both hold the same. */
export function diffSnapshots(before: LayeredSnapshot, after: LayeredSnapshot): SnapshotDelta {
  const services = diffLists(before.services, after.services, serviceKey);
  const shared = diffLists(before.shared, after.shared, configKey);
  const own = diffLists(before.own, after.own, configKey);
  return {
    baseRevision: before.revision,
    upserts: services.upserts,
    removals: services.removals,
    resourceUpserts: [...shared.upserts, ...own.upserts],
    resourceRemovals: [...shared.removals, ...own.removals],
    ...(isSame(before.settings, after.settings) ? {} : { settings: after.settings }),
  };
}

/** Whether two snapshots say the same, whatever their numbers. */
export function isSameSnapshot(before: RegistrySnapshot, after: RegistrySnapshot): boolean {
  const { services, resources } = after;
  return (
    isEmpty(diffLists(before.services, services, serviceKey)) &&
    isEmpty(diffLists(before.resources, resources, configKey)) &&
    isSame(before.settings, after.settings)
  );
}

interface ListDelta<T> {
  upserts: T[];
  removals: string[];
}

/** Agents share lists, so most differences have been worked out for another one already. */
const known = new WeakMap<readonly unknown[], WeakMap<readonly unknown[], ListDelta<unknown>>>();

function diffLists<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): ListDelta<T> {
  if (before === after) return { upserts: [], removals: [] };
  const fromHere = known.get(before) ?? new WeakMap<readonly unknown[], ListDelta<unknown>>();
  known.set(before, fromHere);
  const delta = (fromHere.get(after) as ListDelta<T> | undefined) ?? compareLists(before, after, keyOf);
  fromHere.set(after, delta);
  return delta;
}

function compareLists<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): ListDelta<T> {
  const left = new Map(before.map((item) => [keyOf(item), item]));
  const upserts: T[] = [];
  for (const item of after) {
    const key = keyOf(item);
    const old = left.get(key);
    left.delete(key);
    if (old === undefined || !isSame(old, item)) upserts.push(item);
  }
  return { upserts, removals: [...left.keys()] };
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function isEmpty({ upserts, removals }: ListDelta<unknown>): boolean {
  return upserts.length === 0 && removals.length === 0;
}
