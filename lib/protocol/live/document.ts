/** What a live topic holds: collections of items by key. Items are JSON and get a new identity when they change. */
export type LiveDocument = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What changed in one collection. */
export interface CollectionDelta {
  /** Items that are new, or that changed more than `patch` can say. */
  set?: Record<string, unknown>;
  /** Fields that changed, by item. */
  patch?: Record<string, Readonly<Record<string, unknown>>>;
  remove?: string[];
}

/** What changed in a document, by collection. */
export type LiveDelta = Record<string, CollectionDelta>;

/** The delta that turns `before` into `after`, undefined when they are equal as JSON. */
export function diffDocument(before: LiveDocument, after: LiveDocument): LiveDelta | undefined {
  const delta: LiveDelta = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const change = diffCollection(before[name] ?? {}, after[name] ?? {});
    if (change !== undefined) delta[name] = change;
  }
  return Object.keys(delta).length === 0 ? undefined : delta;
}

/** `before` with `delta` applied; unchanged items and collections keep their identity. */
export function applyDelta(before: LiveDocument, delta: LiveDelta): LiveDocument {
  const after: Record<string, Readonly<Record<string, unknown>>> = { ...before };
  for (const [name, change] of Object.entries(delta)) {
    const items: Record<string, unknown> = { ...before[name], ...change.set };
    for (const [key, fields] of Object.entries(change.patch ?? {})) {
      const item = items[key];
      if (isRecord(item)) items[key] = { ...item, ...fields };
    }
    for (const key of change.remove ?? []) delete items[key];
    after[name] = items;
  }
  return after;
}

function diffCollection(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): CollectionDelta | undefined {
  const set: Record<string, unknown> = {};
  const patch: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const key of Object.keys(after)) {
    const item = after[key];
    const fields = diffItem(before[key], item);
    if (fields === undefined) set[key] = item;
    else if (fields !== UNCHANGED) patch[key] = fields;
  }
  const remove = Object.keys(before).filter((key) => !(key in after));
  const change: CollectionDelta = {};
  if (Object.keys(set).length > 0) change.set = set;
  if (Object.keys(patch).length > 0) change.patch = patch;
  if (remove.length > 0) change.remove = remove;
  return Object.keys(change).length === 0 ? undefined : change;
}

const UNCHANGED: Readonly<Record<string, unknown>> = {};

/** The fields that turn one item into the other; undefined where fields alone do not. */
function diffItem(before: unknown, after: unknown): Readonly<Record<string, unknown>> | undefined {
  if (before === after) return UNCHANGED;
  if (!isRecord(before) || !isRecord(after)) return isSame(before, after) ? UNCHANGED : undefined;
  let changed: Record<string, unknown> | undefined;
  for (const name of Object.keys(after)) {
    const value = after[name];
    if (value === undefined || isSame(before[name], value)) continue;
    changed ??= {};
    changed[name] = value;
  }
  for (const name of Object.keys(before)) {
    if (before[name] !== undefined && after[name] === undefined) return undefined;
  }
  return changed ?? UNCHANGED;
}

/** Equal as JSON; compared in place, as thousands of edges with lists in them are, four times a second. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let at = 0; at < a.length; at++) if (!isSame(a[at], b[at])) return false;
    return true;
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  for (const name of Object.keys(a)) if (!isSame(a[name], b[name])) return false;
  for (const name of Object.keys(b)) if (b[name] !== undefined && a[name] === undefined) return false;
  return true;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
