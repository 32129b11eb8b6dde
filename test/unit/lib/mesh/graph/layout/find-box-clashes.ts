import type { LayoutInput, LayoutNode, LayoutResult } from '@/lib/mesh/graph/layout/layout-input';
import { type Area, areaOf, overlap } from '@/lib/mesh/graph/layout/scene';

/** Pairs of flat boxes, or box and stranger, that overlap: worked out by hand from the members. */
export function findBoxClashes(input: LayoutInput, { positions }: LayoutResult): string[] {
  const area = (node: LayoutNode): Area => areaOf(node, positions[node.id] ?? { x: 0, y: 0 });
  const boxes = input.groups.flatMap(({ id }) => {
    const members = input.nodes.filter(({ group }) => group === id).map(area);
    return members.length === 0 ? [] : [{ id, area: hull(members) }];
  });
  const strangers = input.nodes.flatMap((node) =>
    boxes
      .filter((box) => box.id !== node.group && overlap(box.area, area(node)))
      .map((box) => `${box.id} ${node.id}`),
  );
  const pairs = boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => overlap(a.area, b.area))
      .map((b) => `${a.id} ${b.id}`),
  );
  return [...strangers, ...pairs];
}

function hull(areas: readonly Area[]): Area {
  return {
    left: Math.min(...areas.map(({ left }) => left)),
    right: Math.max(...areas.map(({ right }) => right)),
    top: Math.min(...areas.map(({ top }) => top)),
    bottom: Math.max(...areas.map(({ bottom }) => bottom)),
  };
}
