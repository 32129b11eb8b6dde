import type { LinkIndex } from './graph-link';

/** How many hops a neighbourhood reaches: against the calls (who calls it) and along them (whom it calls). */
export interface Reach {
  up: number;
  down: number;
}

/** Ids of the nodes that call the seeds within `up` hops or are called by them within `down` hops, and the seeds. */
export function findNeighbourhood(
  index: LinkIndex,
  seeds: Iterable<string>,
  { up, down }: Reach,
): Set<string> {
  const start = [...seeds];
  const callers = walk(start, up, (id) => index.to.get(id)?.map(({ source }) => source));
  const called = walk(start, down, (id) => index.from.get(id)?.map(({ target }) => target));
  return new Set([...callers.keys(), ...called.keys()]);
}

/** Hops from the nearest of some nodes, by id, for everything within `most` hops. */
export function walk(
  start: readonly string[],
  most: number,
  next: (id: string) => readonly string[] | undefined,
): Map<string, number> {
  const hops = new Map(start.map((id) => [id, 0]));
  let edge = start;
  for (let hop = 1; hop <= most && edge.length > 0; hop++) {
    const reached: string[] = [];
    for (const id of edge) {
      for (const other of next(id) ?? []) {
        if (hops.has(other)) continue;
        hops.set(other, hop);
        reached.push(other);
      }
    }
    edge = reached;
  }
  return hops;
}
