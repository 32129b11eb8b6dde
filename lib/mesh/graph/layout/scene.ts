import type { LayoutGroup, LayoutNode, Point } from './layout-input';
import { SPACING } from './layout-spacing';

/** A rectangle. */
export interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What stands where: nodes with the boxes they are in (innermost first), and the rectangle of each box. */
export interface Scene {
  parents: ReadonlyMap<string, string | undefined>;
  nodes: { area: Area; boxes: readonly string[] }[];
  boxes: Map<string, Area>;
}

/** A scene without nodes. */
export function createScene(groups: readonly LayoutGroup[]): Scene {
  return { parents: new Map(groups.map(({ id, parent }) => [id, parent])), nodes: [], boxes: new Map() };
}

/**
 * Sets a node down and lets its boxes grow around it. False, and nothing changes, when it would overlap a node, stand in a
 * box that is not its own, or when a grown box would cover a stranger.
 */
export function addToScene(scene: Scene, node: LayoutNode, at: Point): boolean {
  const area = areaOf(node, at);
  const boxes = boxesAround(scene, node.group);
  const grown = growBoxes(scene, boxes, area);
  if (scene.nodes.some((other) => overlap(area, other.area))) return false;
  for (const [id, box] of scene.boxes) if (!grown.has(id) && overlap(area, box)) return false;
  for (const [id, box] of grown) if (coversStranger(scene, id, box)) return false;
  scene.nodes.push({ area, boxes });
  for (const [id, box] of grown) scene.boxes.set(id, box);
  return true;
}

/** The rectangle of a node with its label. */
export function areaOf(node: LayoutNode, at: Point): Area {
  return {
    left: at.x - node.left,
    right: at.x + node.right,
    top: at.y - node.top,
    bottom: at.y + node.bottom,
  };
}

/** Whether two rectangles share more than a border. */
export function overlap(a: Area, b: Area): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function growBoxes(scene: Scene, boxes: readonly string[], area: Area): Map<string, Area> {
  const grown = new Map<string, Area>();
  let inner = area;
  for (const id of boxes) {
    const around = {
      left: inner.left - SPACING.boxPadding,
      right: inner.right + SPACING.boxPadding,
      top: inner.top - SPACING.boxPadding - SPACING.boxTitle,
      bottom: inner.bottom + SPACING.boxPadding,
    };
    const before = scene.boxes.get(id) ?? around;
    inner = {
      left: Math.min(before.left, around.left),
      right: Math.max(before.right, around.right),
      top: Math.min(before.top, around.top),
      bottom: Math.max(before.bottom, around.bottom),
    };
    grown.set(id, inner);
  }
  return grown;
}

function coversStranger(scene: Scene, id: string, box: Area): boolean {
  if (scene.nodes.some((other) => !other.boxes.includes(id) && overlap(box, other.area))) return true;
  const around = boxesAround(scene, id);
  for (const [other, area] of scene.boxes) {
    if (around.includes(other) || boxesAround(scene, other).includes(id)) continue;
    if (overlap(box, area)) return true;
  }
  return false;
}

/** The boxes from `group` outwards. */
function boxesAround(scene: Scene, group: string | undefined): string[] {
  const boxes: string[] = [];
  for (let id = group; id !== undefined && !boxes.includes(id); id = scene.parents.get(id)) boxes.push(id);
  return boxes;
}
