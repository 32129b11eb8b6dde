import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import { badgeRowWidth } from '../badge/badge-row';
import { LABEL, labelWidths } from '../layout/node-extents';
import type { CanvasTheme } from './canvas-theme';
import type { GraphScene, SceneEdge, SceneNode, SceneState } from './graph-scene';
import { plateSize } from './paint-edge';
import { ringRadius } from './paint-node';

/** Whose texts are written, beside whose names there is room for badges, and how much larger than they were designed. */
export type ChosenTexts = {
  names: ReadonlySet<string>;
  badges: ReadonlySet<string>;
  /** Where the plates are written: those of trouble give way to others a little. */
  plates: ReadonlyMap<string, Point>;
  grow: number;
};

/** Text is never smaller on the screen, pixels, as long as it grows no more than so many times. */
const LEAST_PX = 10;
const DESIGNED_PX = 12;
const GROW_MOST = 5;
/** In a farther view only what is marked says its numbers. */
const PLATES_FROM = 0.28;
/** How many rows of its own height a plate may stand aside when it must be read: of trouble, and of what was found. */
const ASIDE = [0, -1, 1, -2, 2] as const;
/** Space around a text, pixels. */
const GAP = 2;

type Rect = { x1: number; y1: number; x2: number; y2: number };

/**
 * In a far view texts grow against the zoom, and then not all find room: those of what is pointed at and of trouble are
 * written first, a text that would cover another one is left out.
 */
export function chooseTexts(
  scene: GraphScene,
  state: SceneState,
  theme: CanvasTheme,
  zoom: number,
): ChosenTexts {
  const grow = growOf(zoom);
  const taken: Rect[] = [];
  const names = new Set<string>();
  const ranked = [...scene.nodes.values()].sort((a, b) => nodeRank(a, state) - nodeRank(b, state));
  for (const node of ranked) {
    const rect = nameRect(scene, node, theme, grow);
    if (rect === undefined || isTaken(taken, rect)) continue;
    taken.push(rect);
    names.add(node.id);
  }
  const badges = new Set<string>();
  for (const node of ranked) {
    const rect = names.has(node.id) ? badgeRect(scene, node, theme, grow) : undefined;
    if (rect === undefined || isTaken(taken, rect)) continue;
    taken.push(rect);
    badges.add(node.id);
  }
  const shapes = [...scene.nodes.values()].flatMap((node) => shapeRect(scene, node) ?? []);
  const plates = new Map<string, Point>();
  const wanted = [...scene.edges.values()].filter(({ isMarked }) => isMarked || zoom >= PLATES_FROM);
  for (const edge of wanted.sort((a, b) => edgeRank(a, state) - edgeRank(b, state))) {
    // As large as they were designed, the layout has found them a place.
    const isFree = (rect: Rect) => grow <= 1 || !(isTaken(taken, rect) || isTaken(shapes, rect));
    const isWanted = isTroubled(edge) || edge.isMarked || state.lit?.has(edge.id) === true;
    const rows = isWanted ? ASIDE : ASIDE.slice(0, 1);
    const rect = findPlace(rows, (row) => plateRect(scene, edge, theme, grow, row), isFree);
    if (rect === undefined) continue;
    taken.push(rect);
    plates.set(edge.id, { x: (rect.x1 + rect.x2) / 2, y: (rect.y1 + rect.y2) / 2 });
  }
  return { names, badges, plates, grow };
}

/** How much texts grow at a zoom. */
export function growOf(zoom: number): number {
  return Math.max(1, Math.min(GROW_MOST, LEAST_PX / (DESIGNED_PX * zoom)));
}

function nodeRank({ id, look }: SceneNode, { selected, also, hovered }: SceneState): number {
  if (id === selected || id === hovered || also.has(id)) return 0;
  return look.tone === 'failing' ? 1 : look.tone === 'degraded' ? 2 : look.isIdle ? 4 : 3;
}

function edgeRank({ id, isMarked, look, flow }: SceneEdge, { selected, hovered, lit }: SceneState): number {
  if (id === selected || id === hovered) return -3;
  if (isMarked) return -2;
  const rank = lit?.has(id) === true ? -1 : look.tone === 'failing' ? 0 : look.tone === 'degraded' ? 1 : 2;
  return rank + 1 / (2 + flow.weight);
}

/** The name lies below its node. */
function nameRect(
  scene: GraphScene,
  { id, look }: SceneNode,
  theme: CanvasTheme,
  grow: number,
): Rect | undefined {
  const at = scene.positions.get(id);
  if (at === undefined) return undefined;
  const half = (labelWidths(look, theme.fonts).whole / 2) * grow;
  const top = at.y + ringRadius(look) + LABEL.gap;
  const lines = look.subtitle === '' ? 1 : 2;
  return { x1: at.x - half, x2: at.x + half, y1: top, y2: top + LABEL.line * lines * grow - GAP };
}

/** The badges lie beside the name. */
function badgeRect(scene: GraphScene, node: SceneNode, theme: CanvasTheme, grow: number): Rect | undefined {
  const name = node.badges.length === 0 ? undefined : nameRect(scene, node, theme, grow);
  if (name === undefined) return undefined;
  const x2 = name.x2 + badgeRowWidth(node.badges.length) * grow;
  return { x1: name.x2, x2, y1: name.y1, y2: name.y1 + LABEL.line * grow - GAP };
}

function plateRect(
  scene: GraphScene,
  { id, look }: SceneEdge,
  theme: CanvasTheme,
  grow: number,
  rows: number,
): Rect | undefined {
  const at = scene.plates.get(id);
  if (at === undefined || look.plate.length === 0) return undefined;
  const { width, height } = plateSize(theme, look.plate);
  const y = at.y + rows * (height * grow + 2 * GAP);
  return around(at.x, y, (width / 2) * grow + GAP, (height / 2) * grow + GAP);
}

/** The first place where a plate is free. */
function findPlace(
  rows: readonly number[],
  placeAt: (row: number) => Rect | undefined,
  isFree: (rect: Rect) => boolean,
): Rect | undefined {
  for (const row of rows) {
    const rect = placeAt(row);
    if (rect !== undefined && isFree(rect)) return rect;
  }
  return undefined;
}

function isTroubled({ look: { tone } }: SceneEdge): boolean {
  return tone === 'failing' || tone === 'degraded';
}

function isTaken(taken: readonly Rect[], rect: Rect): boolean {
  return taken.some((other) => overlap(rect, other));
}

function shapeRect(scene: GraphScene, { id, look }: SceneNode): Rect | undefined {
  const at = scene.positions.get(id);
  return at === undefined ? undefined : around(at.x, at.y, look.size / 2, look.size / 2);
}

function around(x: number, y: number, halfWidth: number, halfHeight: number): Rect {
  return { x1: x - halfWidth, x2: x + halfWidth, y1: y - halfHeight, y2: y + halfHeight };
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
}
