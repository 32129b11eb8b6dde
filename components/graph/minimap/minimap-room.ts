/** Its size, pixels; its distance from the corner of the stage and from what a fitted drawing puts beside it. */
export const MINIMAP = { width: 168, height: 108, gap: 12 };

/** Below this many nodes everything is in sight anyway. */
const FROM_NODES = 25;
/** In a narrower window there is no room for it. */
const FROM_WIDTH = 700;

/** Whether a drawing of so many nodes has its map in the lower right corner. */
export function hasMinimap(nodes: number, windowWidth: number): boolean {
  return nodes >= FROM_NODES && windowWidth > FROM_WIDTH;
}

/** How much of the corner a fitted drawing leaves free for it. */
export const MINIMAP_ROOM = {
  width: MINIMAP.width + 2 * MINIMAP.gap,
  height: MINIMAP.height + 2 * MINIMAP.gap,
};
