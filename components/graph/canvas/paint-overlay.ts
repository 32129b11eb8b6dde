import type { Area } from '@/lib/mesh/graph/layout/scene';
import { type BadgeKind, isUrgent } from '../badge/badge-kind';
import type { PlatePart } from '../look/edge-look';
import type { CanvasTheme } from './canvas-theme';
import { type ChosenTexts, chooseTexts } from './choose-texts';
import { type GraphScene, plateIn, type SceneEdge, type SceneState } from './graph-scene';
import { chooseBoxTitles, paintBoxTitle } from './paint-box';
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
const NAMES_FROM = 0.1;
const PLATES_FROM = 0.28;
const FADE = 0.1;
/** What is pointed at or marked is written in this share of its size at any zoom. */
const READABLE = 0.85;
const MARGIN = 90;
const FADED = 0.2;

/** Paints everything written: box titles, names, chips, plates, locks, arcs of errors. The context is in the drawing's coordinates. */
export function paintOverlay(context: CanvasRenderingContext2D, frame: OverlayFrame): void {
  const { scene, state, theme, zoom } = frame;
  const { texts, titles } = rememberTexts(scene, state, theme, zoom);
  paintBoxes(context, frame, titles);
  paintEdges(context, frame, texts);
  paintNodes(context, frame, texts);
  context.globalAlpha = 1;
}

function paintBoxes(
  context: CanvasRenderingContext2D,
  { scene, state, theme, zoom }: OverlayFrame,
  titles: ReadonlyMap<string, Area>,
): void {
  for (const box of scene.boxes) {
    const area = titles.has(box.id) ? scene.areas.get(box.id) : undefined;
    if (area === undefined) continue;
    context.globalAlpha = isLit(state, box.id) ? 1 : FADED;
    paintBoxTitle(context, theme, box, area, zoom);
  }
}

function paintEdges(context: CanvasRenderingContext2D, frame: OverlayFrame, texts: ChosenTexts): void {
  const { scene, state, theme, zoom } = frame;
  const alpha = fadeIn(zoom, PLATES_FROM);
  for (const edge of scene.edges.values()) {
    const isPointed = isPointedAt(state, edge.id);
    const isClear = isPointed || state.marked.has(edge.id);
    const at = scene.plates.get(edge.id);
    if (at === undefined || !isInSight(frame, at)) continue;
    context.globalAlpha = (isLit(state, edge.id) ? 1 : FADED) * (isClear ? 1 : alpha);
    if (context.globalAlpha === 0) continue;
    if (frame.showsBadges) paintLockOf(context, frame, edge);
    const grow = isClear ? Math.max(texts.grow, READABLE / zoom) : texts.grow;
    if (isPointed) paintPlate(context, theme, pointedPlate(state, edge), at, grow);
    else if (texts.plates.has(edge.id))
      paintPlate(context, theme, plateIn(state, edge), texts.plates.get(edge.id) ?? at, grow);
  }
}

function paintLockOf(
  context: CanvasRenderingContext2D,
  { scene, theme }: OverlayFrame,
  edge: SceneEdge,
): void {
  const curve = scene.curves.get(edge.id);
  if (curve !== undefined) paintLock(context, theme, edge.look.lock, curve);
}

function isPointedAt({ selected, hovered }: SceneState, id: string): boolean {
  return id === selected || id === hovered;
}

/** What is pointed at says more than it usually does. */
function pointedPlate(state: SceneState, edge: SceneEdge): readonly PlatePart[] {
  return edge.hint.length > 0 ? edge.hint : plateIn(state, edge);
}

function paintNodes(context: CanvasRenderingContext2D, frame: OverlayFrame, texts: ChosenTexts): void {
  const { scene, state, theme, zoom } = frame;
  const names = fadeIn(zoom, NAMES_FROM);
  for (const [id, node] of scene.nodes) {
    const at = scene.positions.get(id);
    if (at === undefined || !isInSight(frame, at)) continue;
    context.globalAlpha = isLit(state, id) ? 1 : FADED;
    const isPointed = isPointedAt(state, id);
    paintNode(
      context,
      theme,
      node.look,
      at,
      {
        opacity: isPointed ? 1 : texts.names.has(id) ? names : 0,
        grow: texts.grow,
        shift: texts.shifts.get(id) ?? 0,
        room: texts.badges.get(id),
      },
      frame.showsBadges && (isPointed || texts.badges.has(id)) ? badgesIn(frame, node.badges) : [],
    );
  }
}

type Written = { texts: ChosenTexts; titles: ReadonlyMap<string, Area> };
type Remembered = { state: SceneState; theme: CanvasTheme; zoom: number; written: Written };

const remembered = new WeakMap<GraphScene, Remembered>();

/** Panning and moving dots change nothing of what is written. */
function rememberTexts(scene: GraphScene, state: SceneState, theme: CanvasTheme, zoom: number): Written {
  const known = remembered.get(scene);
  if (known?.state === state && known.theme === theme && known.zoom === zoom) return known.written;
  const titles = chooseBoxTitles(scene, theme, zoom);
  const written = { texts: chooseTexts(scene, state, theme, zoom, titles.values()), titles };
  remembered.set(scene, { state, theme, zoom, written });
  return written;
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

function fadeIn(zoom: number, from: number): number {
  return Math.max(0, Math.min(1, (zoom - from) / FADE));
}
