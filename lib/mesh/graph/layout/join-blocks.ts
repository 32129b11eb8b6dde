import type { Point } from './layout-input';
import { type Block, shiftPlaces } from './nest-blocks';

/** A block and its middle, wherever the origin is. */
export interface PlacedBlock {
  block: Block;
  at: Point;
}

/** One block, as small as can be, of several that were placed. */
export function joinBlocks(placed: readonly PlacedBlock[]): Block {
  if (placed.length === 0) return { width: 0, height: 0, places: new Map() };
  const left = Math.min(...placed.map(({ at, block }) => at.x - block.width / 2));
  const top = Math.min(...placed.map(({ at, block }) => at.y - block.height / 2));
  const right = Math.max(...placed.map(({ at, block }) => at.x + block.width / 2));
  const bottom = Math.max(...placed.map(({ at, block }) => at.y + block.height / 2));
  const places = new Map<string, Point>();
  for (const { block, at } of placed)
    for (const [id, point] of shiftPlaces(
      block.places,
      at.x - block.width / 2 - left,
      at.y - block.height / 2 - top,
    ))
      places.set(id, point);
  return { width: right - left, height: bottom - top, places };
}
