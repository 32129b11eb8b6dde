import type { GraphNode } from '@/lib/mesh/graph/graph';
import type { LayoutInput, LayoutName, LayoutNode } from '@/lib/mesh/graph/layout/layout-input';
import { HEALTH_ORDER } from '../../ui/health';
import { badgeKindsOf } from '../badge/list-badges';
import type { CanvasFonts } from '../canvas/canvas-theme';
import { nodeLook } from '../look/node-look';
import type { DrawnGraph } from '../model/drawn-graph';
import { nodeExtents } from './node-extents';

/** What the layout needs to know of a drawn graph: sizes, edges and boxes; no number that traffic changes. */
export function buildLayoutInput(
  graph: DrawnGraph,
  layout: LayoutName,
  hasLabels: boolean,
  fonts: CanvasFonts,
): LayoutInput {
  return {
    layout,
    edgeLabels: hasLabels,
    // From top to bottom, room beside names is dear: what grows goes where there is some.
    nodes: layoutNodes(graph, fonts, layout !== 'down'),
    edges: graph.edges.map(({ id, source, target }) => ({ id, source, target })),
    groups: graph.boxes.map(({ id, parent }) => (parent === undefined ? { id } : { id, parent })),
  };
}

/** Every node with its extents and its box. */
export function layoutNodes(graph: DrawnGraph, fonts: CanvasFonts, isRoomy: boolean): LayoutNode[] {
  const titles = new Map(graph.boxes.map(({ id, title }) => [id, title]));
  return graph.nodes.map((node) => {
    const group = graph.boxOf.get(node.id);
    const look = nodeLook(node, group !== undefined);
    const badges = isRoomy ? countBadges(node) : 0;
    const extents = nodeExtents(look, fonts, titles.get(group ?? '') ?? '', { badges, isRoomy });
    // Only boxes are set by trouble, when they are first drawn: what changes later moves nothing.
    const order = node.kind === 'namespace' ? { order: HEALTH_ORDER.indexOf(node.health.status) } : {};
    return { id: node.id, ...extents, ...order, ...(group === undefined ? {} : { group }) };
  });
}

/** Those of the configuration: what comes and goes with a moment finds room beside them. */
function countBadges({ kind, badges, isOutOfMesh, isExternal }: GraphNode): number {
  if (kind === 'namespace') return 0;
  return badgeKindsOf(badges ?? []).size + Number(isOutOfMesh && !isExternal && kind !== 'unknown');
}

const known = new WeakMap<LayoutInput, ReadonlySet<string>>();
let newest: ReadonlySet<string> = new Set();

/**
 * What a layout depends on, each part as a text: the same things in the same boxes, whatever the traffic. Of equal sets in a
 * row it is the same one.
 */
export function topologyOf(input: LayoutInput): ReadonlySet<string> {
  const before = known.get(input);
  if (before !== undefined) return before;
  const parts = new Set(partsOf(input));
  if (parts.size !== newest.size || !isWithin(parts, newest)) newest = parts;
  known.set(input, newest);
  return newest;
}

/** Whether all of a topology is in another one, which has places for it then. */
export function isWithin(parts: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  for (const part of parts) if (!whole.has(part)) return false;
  return true;
}

function* partsOf({ layout, edgeLabels, nodes, edges, groups }: LayoutInput): Generator<string> {
  yield `${layout} ${edgeLabels}`;
  for (const { id, group = '', left } of nodes) yield `${id}|${group}|${left}`;
  for (const { id } of edges) yield id;
  for (const { id, parent = '' } of groups) yield `${id}|${parent}`;
}
