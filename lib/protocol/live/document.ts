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
  for (const [key, item] of Object.entries(after)) {
    const fields = diffItem(before[key], item);
    if (fields === undefined) set[key] = item;
    else if (Object.keys(fields).length > 0) patch[key] = fields;
  }
  const remove = Object.keys(before).filter((key) => !(key in after));
  const change: CollectionDelta = {};
  if (Object.keys(set).length > 0) change.set = set;
  if (Object.keys(patch).length > 0) change.patch = patch;
  if (remove.length > 0) change.remove = remove;
  return Object.keys(change).length === 0 ? undefined : change;
}

/** The fields that turn one item into the other, none when they are equal; undefined where fields alone do not. */
function diffItem(before: unknown, after: unknown): Record<string, unknown> | undefined {
  if (before === after) return {};
  if (!isRecord(before) || !isRecord(after)) return isSame(before, after) ? {} : undefined;
  const changed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(after)) {
    if (value !== undefined && !isSame(before[name], value)) changed[name] = value;
  }
  const isGone = Object.entries(before).some(
    ([name, value]) => value !== undefined && after[name] === undefined,
  );
  return isGone ? undefined : changed;
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return JSON.stringify(a) === JSON.stringify(b);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
