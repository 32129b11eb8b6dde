import { invert } from './assign-layers';
import { type Adjacency, startOrder } from './break-cycles';
import type { LayoutInput } from './layout-input';

/**
 * How many calls each node is away from where requests come in. A cycle that nothing calls starts where the most goes out;
 * what has no edges at all is further away than everything else.
 */
export function measureHops({ nodes, edges }: LayoutInput): Map<string, number> {
  const numberOf = new Map(nodes.map(({ id }, index) => [id, index]));
  const targets = nodes.map((): number[] => []);
  for (const { source, target } of edges) {
    const to = numberOf.get(target);
    if (to !== undefined && source !== target) targets[numberOf.get(source) ?? -1]?.push(to);
  }
  const callers = invert(targets);
  const isRoot = (vertex: number): boolean => callers[vertex]?.length === 0 && targets[vertex]?.length !== 0;
  const hops = new Map<number, number>();
  walk(targets.map((_, vertex) => vertex).filter(isRoot), targets, hops);
  for (const start of startOrder(targets)) {
    const isConnected = (callers[start]?.length ?? 0) + (targets[start]?.length ?? 0) > 0;
    if (isConnected && !hops.has(start)) walk([start], targets, hops);
  }
  const last = Math.max(-1, ...hops.values()) + 1;
  return new Map(nodes.map(({ id }, index) => [id, hops.get(index) ?? last]));
}

/** Breadth first from `starts`, past nothing that has its number already. */
function walk(starts: readonly number[], targets: Adjacency, hops: Map<number, number>): void {
  const queue = [...starts];
  for (const start of starts) hops.set(start, 0);
  for (let index = 0; index < queue.length; index += 1) {
    const vertex = queue[index] ?? -1;
    for (const target of targets[vertex] ?? []) {
      if (hops.has(target)) continue;
      hops.set(target, (hops.get(vertex) ?? 0) + 1);
      queue.push(target);
    }
  }
}
