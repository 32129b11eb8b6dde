import type { LayoutInput, LayoutNode, LayoutResult, Point } from './layout-input';
import { SPACING } from './layout-spacing';

interface Block {
  width: number;
  height: number;
  /** Places relative to the block's upper left corner. */
  places: ReadonlyMap<string, Point>;
}

/** Where a node without an order stands. */
const LAST = 100;

/** Rows by order, then by name: every box is a block of its own, blocks are set in rows like words in a paragraph. */
export function layOutGrid(input: LayoutInput): LayoutResult {
  const block = blockOf(input, undefined);
  return { positions: Object.fromEntries(block.places), routes: {} };
}

function blockOf(input: LayoutInput, group: string | undefined): Block {
  const boxes = input.groups
    .filter(({ parent }) => parent === group)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const nodes = input.nodes
    .filter((node) => node.group === group)
    .toSorted((a, b) => (a.order ?? LAST) - (b.order ?? LAST) || (a.id < b.id ? -1 : 1));
  const blocks = [...boxes.map(({ id }) => pad(blockOf(input, id))), ...nodes.map(blockOfNode)];
  return setInRows(blocks.filter(({ places }) => places.size > 0));
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
    places: shift(block.places, side, title),
  };
}

function setInRows(blocks: readonly Block[]): Block {
  const area = blocks.reduce((sum, { width, height }) => sum + width * height, 0);
  const widest = Math.max(0, ...blocks.map(({ width }) => width));
  const lineWidth = Math.max(widest, Math.sqrt(area) * 1.35);
  const places = new Map<string, Point>();
  let x = 0;
  let y = 0;
  let lineHeight = 0;
  let width = 0;
  for (const block of blocks) {
    if (x > 0 && x + block.width > lineWidth) {
      x = 0;
      y += lineHeight;
      lineHeight = 0;
    }
    for (const [id, point] of shift(block.places, x, y)) places.set(id, point);
    x += block.width;
    width = Math.max(width, x);
    lineHeight = Math.max(lineHeight, block.height);
  }
  return { width, height: y + lineHeight, places };
}

function shift(places: ReadonlyMap<string, Point>, x: number, y: number): ReadonlyMap<string, Point> {
  return new Map(
    [...places].map(([id, point]) => [id, { x: Math.round(point.x + x), y: Math.round(point.y + y) }]),
  );
}
