import type { LayoutInput, LayoutResult, Point } from './layout-input';
import { type Block, nestBlocks, shiftPlaces } from './nest-blocks';

/** Rows by order, then by name: every box is a block of its own, blocks are set in rows like words in a paragraph. */
export function layOutGrid(input: LayoutInput): LayoutResult {
  return { positions: Object.fromEntries(nestBlocks(input, setInRows).places), routes: {} };
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
    for (const [id, point] of shiftPlaces(block.places, x, y)) places.set(id, point);
    x += block.width;
    width = Math.max(width, x);
    lineHeight = Math.max(lineHeight, block.height);
  }
  return { width, height: y + lineHeight, places };
}
