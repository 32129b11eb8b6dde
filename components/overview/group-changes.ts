import type { MeshEvent } from '@/lib/protocol/api/overview';

/** One row of the feed: an event, or what one save changed of the configuration. */
export interface ChangeGroup {
  event: MeshEvent;
  message: string;
  /** The objects of a save of several, newest first; empty for a single event. */
  names: readonly string[];
}

/** `VirtualService reviews was created by ada: canary` in its parts. */
const CHANGE = /^(\S+ \S+) was (\w+) (by [\s\S]*)$/;

/** The objects of one save as one row: they changed at the same moment, by the same hand, for the same reason. */
export function groupChanges(events: readonly MeshEvent[]): ChangeGroup[] {
  const saves = new Map<string, { event: MeshEvent; names: string[]; verbs: Set<string>; by: string }>();
  const rows = events.map((event) => {
    const [, name, verb, by] = (event.kind === 'config-changed' && CHANGE.exec(event.message)) || [];
    if (name === undefined || verb === undefined || by === undefined) return { event };
    const key = `${event.at} ${by}`;
    const known = saves.get(key);
    known?.names.push(name);
    known?.verbs.add(verb);
    if (known !== undefined) return undefined;
    const save = { event, names: [name], verbs: new Set([verb]), by };
    saves.set(key, save);
    return save;
  });
  return rows.flatMap((row) => {
    if (row === undefined) return [];
    if (!('names' in row) || row.names.length < 2)
      return [{ event: row.event, message: row.event.message, names: [] }];
    const verb = row.verbs.size === 1 ? [...row.verbs].join() : 'changed';
    return [
      { event: row.event, message: `${row.names.length} objects were ${verb} ${row.by}`, names: row.names },
    ];
  });
}
