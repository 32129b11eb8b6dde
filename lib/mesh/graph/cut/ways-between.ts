import type { LinkIndex } from './graph-link';
import { walk } from './neighbourhood';

/** The ways from some nodes to others: every node and link on a way that is short enough. */
export interface Ways {
  nodes: ReadonlySet<string>;
  links: ReadonlySet<string>;
  /** Links of the shortest way; undefined when there is none, in which case nodes and links are empty. */
  hops: number | undefined;
}

/**
 * All ways along the calls that are at most `detour` hops longer than the shortest one. Two walks are enough: a link is
 * on such a way exactly when the hops to its start, itself, and the hops from its end add up to no more.
 */
export function findWays(
  index: LinkIndex,
  sources: readonly string[],
  targets: readonly string[],
  detour: number,
): Ways {
  const there = walk(sources, Number.POSITIVE_INFINITY, (id) =>
    index.from.get(id)?.map(({ target }) => target),
  );
  const back = walk(targets, Number.POSITIVE_INFINITY, (id) => index.to.get(id)?.map(({ source }) => source));
  const hops = Math.min(...targets.map((id) => there.get(id) ?? Number.POSITIVE_INFINITY));
  const nodes = new Set<string>();
  const links = new Set<string>();
  if (!Number.isFinite(hops)) return { nodes, links, hops: undefined };
  for (const leaving of index.from.values()) {
    for (const { id, source, target } of leaving) {
      const length = (there.get(source) ?? Infinity) + 1 + (back.get(target) ?? Infinity);
      if (length > hops + detour) continue;
      links.add(id);
      nodes.add(source).add(target);
    }
  }
  for (const id of hops === 0 ? sources : []) nodes.add(id);
  return { nodes, links, hops };
}
