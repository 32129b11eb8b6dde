import type { LayoutGroup, LayoutNode, Point } from './layout-input';
import { SPACING } from './layout-spacing';
import { type Area, areaOf } from './scene';

/** The rectangle of every box with a member: its members and inner boxes, with room for a title. */
export function boxAreas(
  nodes: readonly LayoutNode[],
  groups: readonly LayoutGroup[],
  positionOf: (id: string) => Point | undefined,
): Map<string, Area> {
  const parents = new Map(groups.map(({ id, parent }) => [id, parent]));
  const areas = new Map<string, Area>();
  for (const node of nodes) {
    const at = positionOf(node.id);
    if (at === undefined) continue;
    let area = areaOf(node, at);
    for (let id = node.group; id !== undefined; id = parents.get(id)) {
      area = join(areas.get(id), padded(area));
      areas.set(id, area);
    }
  }
  return areas;
}

function padded({ left, right, top, bottom }: Area): Area {
  const { boxPadding, boxTitle } = SPACING;
  return {
    left: left - boxPadding,
    right: right + boxPadding,
    top: top - boxPadding - boxTitle,
    bottom: bottom + boxPadding,
  };
}

function join(a: Area | undefined, b: Area): Area {
  if (a === undefined) return b;
  return {
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
