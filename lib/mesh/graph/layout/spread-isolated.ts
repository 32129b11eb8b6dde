import type { Adjacency } from './break-cycles';

/**
 * Columns for vertices without edges: instead of all in the first one, each goes to the emptiest column of its box (of
 * the drawing, without a box), so that idle things fill rows and not a tower.
 */
export function spreadIsolated(
  layers: readonly number[],
  targets: Adjacency,
  boxesOf: readonly (readonly number[])[],
): number[] {
  const connected = new Set<number>();
  for (const [source, list] of targets.entries()) {
    if (list.length > 0) connected.add(source);
    for (const target of list) connected.add(target);
  }
  const result = [...layers];
  const byBox = new Map<number, number[]>();
  for (const vertex of layers.keys()) {
    const box = boxesOf[vertex]?.[0] ?? -1;
    byBox.set(box, [...(byBox.get(box) ?? []), vertex]);
  }
  for (const members of byBox.values()) spread(members, connected, result);
  return result;
}

function spread(members: readonly number[], connected: ReadonlySet<number>, layers: number[]): void {
  const anchored = members.filter((vertex) => connected.has(vertex));
  const free = members.filter((vertex) => !connected.has(vertex));
  if (free.length === 0) return;
  const first = anchored.length === 0 ? 0 : Math.min(...anchored.map((vertex) => layers[vertex] ?? 0));
  const last = anchored.length === 0 ? 0 : Math.max(...anchored.map((vertex) => layers[vertex] ?? 0));
  const columns = Math.max(last - first + 1, Math.ceil(Math.sqrt(members.length)));
  const filled = new Array<number>(columns).fill(0);
  for (const vertex of anchored) {
    const column = (layers[vertex] ?? 0) - first;
    filled[column] = (filled[column] ?? 0) + 1;
  }
  for (const vertex of free) {
    const column = filled.indexOf(Math.min(...filled));
    filled[column] = (filled[column] ?? 0) + 1;
    layers[vertex] = first + column;
  }
}
