import type { Point } from '@/lib/mesh/graph/layout/layout-input';

/** Room around a fitted drawing, pixels; at its top the status stands. */
const ROOM = { side: 36, top: 58 };
/** Below this width the controls stand in a row under the drawing, which keeps free of them. */
const NARROW = 640;
const CONTROLS = 64;
/** A fit never magnifies beyond this. */
const MOST_ZOOM = 1.15;

type Size = { width: number; height: number };
type Box = { x1: number; y1: number; w: number; h: number };

/** The zoom and the pan that show all of a box in the middle of a stage; undefined for a stage without room. */
export function fitViewport(
  { x1, y1, w, h }: Box,
  { width, height }: Size,
): { zoom: number; pan: Point } | undefined {
  const bottom = width < NARROW ? CONTROLS : ROOM.side;
  const room = { x: width - 2 * ROOM.side, y: height - bottom - ROOM.top };
  if (room.x <= 0 || room.y <= 0) return undefined;
  const zoom = Math.min(MOST_ZOOM, room.x / Math.max(1, w), room.y / Math.max(1, h));
  const pan = {
    x: ROOM.side + (room.x - w * zoom) / 2 - x1 * zoom,
    y: ROOM.top + (room.y - h * zoom) / 2 - y1 * zoom,
  };
  return { zoom, pan };
}
