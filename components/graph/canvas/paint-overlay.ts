import { type BadgeKind, isUrgent } from '../badge/badge-kind';
import type { CanvasTheme } from './canvas-theme';
import type { GraphScene, SceneState } from './graph-scene';
import { paintBoxTitle } from './paint-box';
import { paintLock, paintPlate } from './paint-edge';
import { paintNode } from './paint-node';

type Extent = { x1: number; y1: number; x2: number; y2: number };

/** What a frame of the overlay depends on; `extent` undefined paints everything. */
export type OverlayFrame = {
  scene: GraphScene;
  state: SceneState;
  theme: CanvasTheme;
  zoom: number;
  extent: Extent | undefined;
  showsBadges: boolean;
  /** Of a large graph only what cannot wait is marked. */
  isReduced: boolean;
};

/** Text fades in between these zooms: below the first it would be noise. */
const NAMES_FROM = 0.34;
const PLATES_FROM = 0.4;
const FADE = 0.1;
/** Text grows against the zoom so that it stays readable, so many times at most. */
const READABLE = 0.85;
const GROW_MOST = 1.35;
const MARGIN = 90;
const FADED = 0.2;

/** Paints everything written: box titles, names, chips, plates, locks, arcs of errors. The context is in the drawing's coordinates. */
export function paintOverlay(context: CanvasRenderingContext2D, frame: OverlayFrame): void {
  paintBoxes(context, frame);
  paintEdges(context, frame);
  paintNodes(context, frame);
  context.globalAlpha = 1;
}

function paintBoxes(context: CanvasRenderingContext2D, { scene, state, theme, zoom }: OverlayFrame): void {
  for (const box of scene.boxes) {
    const area = scene.areas.get(box.id);
    if (area === undefined) continue;
    context.globalAlpha = isLit(state, box.id) ? 1 : FADED;
    paintBoxTitle(context, theme, box, area, zoom);
  }
}

function paintEdges(context: CanvasRenderingContext2D, frame: OverlayFrame): void {
  const { scene, state, theme, zoom } = frame;
  const alpha = fadeIn(zoom, PLATES_FROM);
  const grow = growOf(zoom);
  for (const edge of scene.edges.values()) {
    const isPointed = edge.id === state.selected || edge.id === state.hovered;
    const isClear = isPointed || edge.isMarked;
    const at = scene.plates.get(edge.id);
    if (at === undefined || !isInSight(frame, at)) continue;
    context.globalAlpha = (isLit(state, edge.id) ? 1 : FADED) * (isClear ? 1 : alpha);
    if (context.globalAlpha === 0) continue;
    const curve = scene.curves.get(edge.id);
    if (frame.showsBadges && curve !== undefined) paintLock(context, theme, edge.look.lock, curve);
    const plate = isPointed && edge.hint.length > 0 ? edge.hint : edge.look.plate;
    paintPlate(context, theme, plate, at, isClear ? Math.max(grow, READABLE / zoom) : grow);
  }
}

function paintNodes(context: CanvasRenderingContext2D, frame: OverlayFrame): void {
  const { scene, state, theme, zoom } = frame;
  const names = fadeIn(zoom, NAMES_FROM);
  for (const [id, node] of scene.nodes) {
    const at = scene.positions.get(id);
    if (at === undefined || !isInSight(frame, at)) continue;
    context.globalAlpha = isLit(state, id) ? 1 : FADED;
    const isPointed = id === state.selected || id === state.hovered;
    paintNode(
      context,
      theme,
      node.look,
      at,
      { opacity: isPointed ? 1 : names, grow: growOf(zoom) },
      frame.showsBadges ? badgesIn(frame, node.badges) : [],
    );
  }
}

function badgesIn({ isReduced }: OverlayFrame, badges: readonly BadgeKind[]): readonly BadgeKind[] {
  return isReduced ? badges.filter((kind) => isUrgent(kind)).slice(0, 1) : badges;
}

function isLit({ lit }: SceneState, id: string): boolean {
  return lit?.has(id) ?? true;
}

function isInSight({ extent }: OverlayFrame, { x, y }: { x: number; y: number }): boolean {
  if (extent === undefined) return true;
  return x > extent.x1 - MARGIN && x < extent.x2 + MARGIN && y > extent.y1 - MARGIN && y < extent.y2 + MARGIN;
}

function growOf(zoom: number): number {
  return Math.max(1, Math.min(GROW_MOST, READABLE / zoom));
}

function fadeIn(zoom: number, from: number): number {
  return Math.max(0, Math.min(1, (zoom - from) / FADE));
}
