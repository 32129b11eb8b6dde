import type { LayoutInput, LayoutNode, LayoutResult, Point } from './layout-input';
import { SPACING } from './layout-spacing';
import { addToScene, createScene, type Scene } from './scene';

/** A drawing that grows by one node. */
export interface Grown extends LayoutResult {
  scene: Scene;
}

/**
 * A place at the foot of its box for a node that finds none: everything below moves down by its height. What was apart stays
 * apart, as heights keep their order. Undefined where that does not help, and for nodes without a box.
 */
export function makeRoom(
  input: LayoutInput,
  node: LayoutNode,
  wantedX: number,
  { positions, routes, scene }: Grown,
): Grown | undefined {
  const box = node.group === undefined ? undefined : scene.boxes.get(node.group);
  if (box === undefined) return undefined;
  const line = box.bottom;
  const height = node.top + node.bottom + SPACING.nodes + SPACING.boxPadding;
  const tops = new Map(input.nodes.map(({ id, top }) => [id, top]));
  const moved: Record<string, Point> = {};
  for (const [id, { x, y }] of Object.entries(positions))
    moved[id] = { x, y: y - (tops.get(id) ?? 0) >= line ? y + height : y };
  const grown = createScene(input.groups);
  for (const placed of input.nodes) {
    const at = moved[placed.id];
    if (at !== undefined && !addToScene(grown, placed, at)) return undefined;
  }
  const inner = [box.left + SPACING.boxPadding + node.left, box.right - SPACING.boxPadding - node.right];
  const [left = wantedX, right = wantedX] = inner.toSorted((one, other) => one - other);
  const x = Math.round(Math.max(left, Math.min(right, wantedX)));
  const at = { x, y: Math.ceil(line + node.top) };
  if (!addToScene(grown, node, at)) return undefined;
  moved[node.id] = at;
  return { positions: moved, routes: moveRoutes(routes, line, height), scene: grown };
}

function moveRoutes(routes: LayoutResult['routes'], line: number, height: number): LayoutResult['routes'] {
  const moved: Record<string, readonly Point[]> = {};
  for (const [id, points] of Object.entries(routes))
    moved[id] = points.map(({ x, y }) => ({ x, y: y >= line ? y + height : y }));
  return moved;
}
