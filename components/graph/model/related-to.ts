import type { DrawnGraph } from './drawn-graph';

/** Ids of what several selected things concern together. */
export function relatedToAll(
  graph: DrawnGraph,
  selected: readonly string[],
): ReadonlySet<string> | undefined {
  const sets = selected.flatMap((id) => relatedTo(graph, id) ?? []);
  return sets.length === 0 ? undefined : new Set(sets.flatMap((set) => [...set]));
}

/** Ids of what a selection concerns: itself, its edges and their other ends, its boxes; undefined when nothing is selected. */
export function relatedTo(graph: DrawnGraph, selected: string | undefined): ReadonlySet<string> | undefined {
  if (selected === undefined) return undefined;
  const edge = graph.edges.find(({ id }) => id === selected);
  if (edge !== undefined) return withBoxes(graph, [edge.id, edge.source, edge.target]);
  const members = graph.nodes
    .filter(({ id }) => id === selected || isIn(graph, id, selected))
    .map(({ id }) => id);
  if (members.length === 0) return undefined;
  const inside = new Set(members);
  const edges = graph.edges.filter(({ source, target }) => inside.has(source) || inside.has(target));
  const ends = edges.flatMap(({ id, source, target }) => [id, source, target]);
  return withBoxes(graph, [...members, ...ends]);
}

/** Whether a node is in a box, directly or through a box inside. */
export function isIn(graph: DrawnGraph, node: string, box: string): boolean {
  for (let id = graph.boxOf.get(node); id !== undefined; id = parentOf(graph, id))
    if (id === box) return true;
  return false;
}

function withBoxes(graph: DrawnGraph, ids: readonly string[]): ReadonlySet<string> {
  const all = new Set(ids);
  for (const node of ids) {
    for (let id = graph.boxOf.get(node); id !== undefined; id = parentOf(graph, id)) all.add(id);
  }
  return all;
}

function parentOf(graph: DrawnGraph, box: string): string | undefined {
  return graph.boxes.find(({ id }) => id === box)?.parent;
}
