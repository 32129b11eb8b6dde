import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import type { Area } from '@/lib/mesh/graph/layout/scene';

/** Room around a fitted drawing, pixels; at its top the status stands. */
const ROOM = { side: 36, top: 58 };
/** Below this width the controls stand in a row under the drawing, which keeps free of them. */
const NARROW = 640;
const CONTROLS = 64;
/** A fit never magnifies beyond this. */
const MOST_ZOOM = 1.15;

/** How a drawing lies on its stage. */
export type Viewport = { zoom: number; pan: Point };

type Size = { width: number; height: number };
type Box = { x1: number; y1: number; w: number; h: number };

/** What is kept free at the right and at the bottom beside the usual room, pixels. */
type Kept = { right: number; bottom: number };

/** The zoom and the pan that show all of a box in the middle of a stage; undefined for a stage without room. */
export function fitViewport(
  { x1, y1, w, h }: Box,
  { width, height }: Size,
  kept: Kept = { right: 0, bottom: 0 },
): Viewport | undefined {
  const bottom = Math.max(width < NARROW ? CONTROLS : ROOM.side, kept.bottom);
  const right = Math.max(ROOM.side, kept.right);
  const room = { x: width - ROOM.side - right, y: height - bottom - ROOM.top };
  if (room.x <= 0 || room.y <= 0) return undefined;
  const zoom = Math.min(MOST_ZOOM, room.x / Math.max(1, w), room.y / Math.max(1, h));
  const pan = {
    x: ROOM.side + (room.x - w * zoom) / 2 - x1 * zoom,
    y: ROOM.top + (room.y - h * zoom) / 2 - y1 * zoom,
  };
  return { zoom, pan };
}

/** As `fitViewport`, with nothing in the lower right corner: beside or above it, whichever leaves the drawing larger. */
export function fitBesideCorner(
  box: Box,
  stage: Size,
  corner: Size,
  parts: readonly Area[],
): Viewport | undefined {
  const whole = fitViewport(box, stage);
  const isCovered = (fitted: Viewport) =>
    parts.some(
      ({ right, bottom }) =>
        right * fitted.zoom + fitted.pan.x > stage.width - corner.width &&
        bottom * fitted.zoom + fitted.pan.y > stage.height - corner.height,
    );
  if (whole === undefined || !isCovered(whole)) return whole;
  const beside = fitViewport(box, stage, { right: corner.width, bottom: 0 });
  const above = fitViewport(box, stage, { right: 0, bottom: corner.height });
  return (above?.zoom ?? 0) > (beside?.zoom ?? 0) ? above : (beside ?? whole);
}
