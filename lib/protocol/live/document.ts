/** What a live topic holds: collections of items by key. Items are JSON and replaced whole when they change. */
export type LiveDocument = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What changed in one collection. */
export interface CollectionDelta {
  set?: Record<string, unknown>;
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
  for (const [key, item] of Object.entries(after)) {
    if (before[key] !== item && JSON.stringify(before[key]) !== JSON.stringify(item)) set[key] = item;
  }
  const remove = Object.keys(before).filter((key) => !(key in after));
  const change: CollectionDelta = {};
  if (Object.keys(set).length > 0) change.set = set;
  if (remove.length > 0) change.remove = remove;
  return change.set === undefined && change.remove === undefined ? undefined : change;
}
