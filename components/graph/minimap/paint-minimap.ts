import type { CanvasTheme } from '../canvas/canvas-theme';
import type { GraphScene, SceneState } from '../canvas/graph-scene';

/** How the drawing is laid on the map: scale, then shift in pixels. */
export type MapFrame = { scale: number; x: number; y: number };

type Size = { width: number; height: number };
type Extent = { x1: number; y1: number; x2: number; y2: number };

const MARGIN = 10;

/** The frame in which all nodes fit. */
export function mapFrame(scene: GraphScene, { width, height }: Size): MapFrame {
  let [x1, y1, x2, y2] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const id of scene.nodes.keys()) {
    const at = scene.positions.get(id);
    if (at === undefined) continue;
    x1 = Math.min(x1, at.x);
    y1 = Math.min(y1, at.y);
    x2 = Math.max(x2, at.x);
    y2 = Math.max(y2, at.y);
  }
  if (x1 > x2) return { scale: 1, x: 0, y: 0 };
  const scale = Math.min(
    (width - 2 * MARGIN) / Math.max(1, x2 - x1),
    (height - 2 * MARGIN) / Math.max(1, y2 - y1),
    0.25,
  );
  return { scale, x: width / 2 - ((x1 + x2) / 2) * scale, y: height / 2 - ((y1 + y2) / 2) * scale };
}

/** Paints boxes, nodes as dots in the colour of their health, and the part in sight. */
export function paintMinimap(
  canvas: HTMLCanvasElement,
  frame: MapFrame,
  size: Size,
  {
    scene,
    state,
    theme,
    extent,
  }: { scene: GraphScene; state: SceneState; theme: CanvasTheme; extent: Extent },
): void {
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(size.width * ratio);
  canvas.height = Math.round(size.height * ratio);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.scale(ratio, ratio);
  const toX = (x: number) => x * frame.scale + frame.x;
  const toY = (y: number) => y * frame.scale + frame.y;
  context.strokeStyle = theme.border;
  for (const { left, right, top, bottom } of scene.areas.values()) {
    context.strokeRect(toX(left), toY(top), (right - left) * frame.scale, (bottom - top) * frame.scale);
  }
  for (const { id, look } of scene.nodes.values()) {
    const at = scene.positions.get(id);
    if (at === undefined) continue;
    const isTrouble = look.tone === 'failing' || look.tone === 'degraded';
    context.fillStyle = id === state.selected ? theme.accent : theme.softTones[look.tone];
    context.beginPath();
    context.arc(toX(at.x), toY(at.y), isTrouble || id === state.selected ? 2.6 : 1.7, 0, 2 * Math.PI);
    context.fill();
  }
  context.strokeStyle = theme.accent;
  context.lineWidth = 1;
  context.strokeRect(
    toX(extent.x1),
    toY(extent.y1),
    (extent.x2 - extent.x1) * frame.scale,
    (extent.y2 - extent.y1) * frame.scale,
  );
}
