import { isSubsetHost, isWildcardHost } from '../../config/host-name';

/** A thing and one of its hosts. */
export type Hosted<T> = readonly [item: T, host: string];

/** Neighbours that one thing is compared with: of thousands for one host the nearest show the trouble. */
const NEIGHBOURS = 200;

/**
 * Every two things with the same host, or with hosts of which one, a wildcard, stands for the other; of more than two
 * hundred for one host each with that many.
 */
export function* hostPairs<T>(all: readonly Hosted<T>[]): Generator<readonly [Hosted<T>, Hosted<T>]> {
  const byHost = new Map<string, Hosted<T>[]>();
  for (const hosted of all) {
    const list = byHost.get(hosted[1]);
    if (list === undefined) byHost.set(hosted[1], [hosted]);
    else list.push(hosted);
  }
  for (const list of byHost.values()) yield* within(list);
  for (const [wide, list] of byHost) {
    if (!isWildcardHost(wide)) continue;
    for (const [host, others] of byHost) {
      if (host !== wide && isSubsetHost(host, wide)) yield* across(list, others);
    }
  }
}

function* within<T>(list: readonly T[]): Generator<readonly [T, T]> {
  for (const [index, a] of list.entries()) {
    for (const b of list.slice(index + 1, index + 1 + NEIGHBOURS)) yield [a, b];
  }
}

function* across<T>(list: readonly T[], others: readonly T[]): Generator<readonly [T, T]> {
  for (const a of list.slice(0, NEIGHBOURS)) {
    for (const b of others.slice(0, NEIGHBOURS)) yield [a, b];
  }
}
