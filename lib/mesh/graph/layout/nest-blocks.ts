import type { LayoutInput, LayoutNode, Point } from './layout-input';
import { SPACING } from './layout-spacing';

/** A node, or a box with all in it, that moves as one. */
export interface Block {
  width: number;
  height: number;
  /** Places relative to the block's upper left corner. */
  places: ReadonlyMap<string, Point>;
}

/** Where a node without an order stands. */
const LAST = 100;

/** Blocks from the innermost boxes outwards: `arrange` makes one of what stands side by side, boxes first, then nodes by order. */
export function nestBlocks(input: LayoutInput, arrange: (blocks: readonly Block[]) => Block): Block {
  const blockOf = (group: string | undefined): Block => {
    const boxes = input.groups
      .filter(({ parent }) => parent === group)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const nodes = input.nodes
      .filter((node) => node.group === group)
      .toSorted((a, b) => (a.order ?? LAST) - (b.order ?? LAST) || (a.id < b.id ? -1 : 1));
    const blocks = [...boxes.map(({ id }) => pad(blockOf(id))), ...nodes.map(blockOfNode)];
    return arrange(blocks.filter(({ places }) => places.size > 0));
  };
  return blockOf(undefined);
}

/** Places moved aside, on whole pixels. */
export function shiftPlaces(
  places: ReadonlyMap<string, Point>,
  x: number,
  y: number,
): ReadonlyMap<string, Point> {
  return new Map(
    [...places].map(([id, point]) => [id, { x: Math.round(point.x + x), y: Math.round(point.y + y) }]),
  );
}

function blockOfNode(node: LayoutNode): Block {
  // Ordered ones are boxes: what runs between them needs room to be seen.
  const gap = node.order === undefined ? SPACING.nodes : 2 * SPACING.nodes;
  return {
    width: node.left + node.right + gap,
    height: node.top + node.bottom + gap,
    places: new Map([[node.id, { x: node.left + gap / 2, y: node.top + gap / 2 }]]),
  };
}

function pad(block: Block): Block {
  const side = SPACING.boxPadding + SPACING.boxes / 2;
  const title = side + SPACING.boxTitle;
  return {
    width: block.width + 2 * side,
    height: block.height + side + title,
    places: shiftPlaces(block.places, side, title),
  };
}
