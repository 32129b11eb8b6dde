import { AreaIndex } from '@/lib/mesh/graph/layout/area-index';
import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import type { Area } from '@/lib/mesh/graph/layout/scene';
import { badgeRoom, badgeRowWidth } from '../badge/badge-row';
import { measureText } from '../layout/measure-text';
import { LABEL, labelWidths } from '../layout/node-extents';
import type { PlatePart } from '../look/edge-look';
import type { CanvasTheme } from './canvas-theme';
import { type GraphScene, plateIn, type SceneEdge, type SceneNode, type SceneState } from './graph-scene';
import { plateSize } from './paint-edge';
import { ringRadius } from './paint-node';

/** Whose texts are written, beside whose names there is room for badges, and how much larger than they were designed. */
export type ChosenTexts = {
  names: ReadonlySet<string>;
  /** How far a name stands aside from below its node, to stay in its box. */
  shifts: ReadonlyMap<string, number>;
  /** For how many badges there is room beside a name. */
  badges: ReadonlyMap<string, number>;
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

/**
 * In a far view texts grow against the zoom, and then not all find room: those of what is pointed at and of trouble are
 * written first, a text that would cover another one is left out. `titles` are where names of boxes stand.
 */
export function chooseTexts(
  scene: GraphScene,
  state: SceneState,
  theme: CanvasTheme,
  zoom: number,
  titles: Iterable<Area> = [],
): ChosenTexts {
  const grow = growOf(zoom);
  const taken = new AreaIndex();
  const names = new Set<string>();
  const shifts = new Map<string, number>();
  const ranked = [...scene.nodes.values()].sort((a, b) => nodeRank(a, state) - nodeRank(b, state));
  for (const node of ranked) {
    const below = nameArea(scene, node, theme, grow);
    if (below === undefined) continue;
    const room = roomBeside(scene, node, below, grow);
    const shift = shiftIntoBox(scene, node, below, badgeRowWidth(room) * grow);
    const area = moveAside(below, shift);
    if (!taken.isFree(area)) continue;
    taken.add(area);
    if (shift !== 0) shifts.set(node.id, shift);
    names.add(node.id);
  }
  const badges = new Map<string, number>();
  for (const node of ranked) {
    const beside = names.has(node.id) ? badgeArea(scene, node, theme, grow) : undefined;
    if (beside === undefined) continue;
    const area = moveAside(beside, shifts.get(node.id) ?? 0);
    if (!taken.isFree(area)) continue;
    taken.add(area);
    badges.set(node.id, beside.room);
  }
  const plates = choosePlates(scene, state, theme, { zoom, grow, taken, titles });
  return { names, shifts, badges, plates, grow };
}

/** Where the plates go among what is taken. */
function choosePlates(
  scene: GraphScene,
  state: SceneState,
  theme: CanvasTheme,
  { zoom, grow, taken, titles }: { zoom: number; grow: number; taken: AreaIndex; titles: Iterable<Area> },
): Map<string, Point> {
  const shapes = new AreaIndex();
  for (const node of scene.nodes.values()) addShape(shapes, scene, node);
  const written = new AreaIndex();
  for (const title of titles) written.add(title);
  // As large as they were designed, the layout has found them a place, but for edges that meet on their ways or run below a title.
  const isDesigned = grow <= 1;
  const plates = new Map<string, Point>();
  const wanted = [...scene.edges.values()].filter(({ id }) => state.marked.has(id) || zoom >= PLATES_FROM);
  for (const edge of wanted.sort((a, b) => edgeRank(a, state) - edgeRank(b, state))) {
    const isFree = (area: Area) =>
      written.isFree(area) && (isDesigned || (taken.isFree(area) && shapes.isFree(area)));
    const isWanted = isTroubled(edge) || state.marked.has(edge.id) || state.lit?.has(edge.id) === true;
    const rows = isWanted || isDesigned ? ASIDE : ASIDE.slice(0, 1);
    const placeAt = (row: number) => plateArea(scene, edge, plateIn(state, edge), theme, grow, row);
    const area = findPlace(rows, placeAt, isFree) ?? (isDesigned ? placeAt(0) : undefined);
    if (area === undefined) continue;
    written.add(area);
    plates.set(edge.id, { x: (area.left + area.right) / 2, y: (area.top + area.bottom) / 2 });
  }
  return plates;
}

/** How much texts grow at a zoom. */
export function growOf(zoom: number): number {
  return Math.max(1, Math.min(GROW_MOST, LEAST_PX / (DESIGNED_PX * zoom)));
}

function nodeRank({ id, look }: SceneNode, { selected, also, hovered }: SceneState): number {
  if (id === selected || id === hovered || also.has(id)) return 0;
  return look.tone === 'failing' ? 1 : look.tone === 'degraded' ? 2 : look.isIdle ? 4 : 3;
}

function edgeRank({ id, look, flow }: SceneEdge, { selected, hovered, lit, marked }: SceneState): number {
  if (id === selected || id === hovered) return -3;
  if (marked.has(id)) return -2;
  const rank = lit?.has(id) === true ? -1 : look.tone === 'failing' ? 0 : look.tone === 'degraded' ? 1 : 2;
  return rank + 1 / (2 + flow.weight);
}

/** The name lies below its node. */
function nameArea(
  scene: GraphScene,
  { id, look }: SceneNode,
  theme: CanvasTheme,
  grow: number,
): Area | undefined {
  const at = scene.positions.get(id);
  if (at === undefined) return undefined;
  // Trouble in a box is often wider than its name; other nodes have badges beside theirs.
  const below = look.count === '' ? 0 : measureText(look.subtitle, theme.fonts.subtitle);
  const half = (Math.max(labelWidths(look, theme.fonts).whole, below) / 2) * grow;
  const top = at.y + ringRadius(look) + LABEL.gap;
  const lines = look.subtitle === '' ? 1 : 2;
  return { left: at.x - half, right: at.x + half, top, bottom: top + LABEL.line * lines * grow - GAP };
}

/** Names grow against the zoom: at the border of its box one gives way, as far as it stays below its node. */
function shiftIntoBox(scene: GraphScene, { layout }: SceneNode, name: Area, badges: number): number {
  const box = layout.group === undefined ? undefined : scene.areas.get(layout.group);
  if (box === undefined) return 0;
  const [left, right] = [name.left - box.left - GAP, box.right - GAP - name.right - badges];
  if (left >= 0 && right >= 0) return 0;
  // What is wider than its box reaches out as far at both sides.
  const wanted = left + right < 0 ? (right - left) / 2 : right < 0 ? right : -left;
  const most = (name.right - name.left) / 2;
  return Math.max(-most, Math.min(most, wanted));
}

function moveAside(area: Area, by: number): Area {
  return { ...area, left: area.left + by, right: area.right + by };
}

/** For how many of its badges there is room beside a name in its box. */
function roomBeside(scene: GraphScene, { layout, badges }: SceneNode, name: Area, grow: number): number {
  const box = layout.group === undefined ? undefined : scene.areas.get(layout.group);
  const left =
    box === undefined ? Number.POSITIVE_INFINITY : box.right - box.left - 2 * GAP - (name.right - name.left);
  return Math.min(badges.length, badgeRoom(left / grow));
}

/** The badges lie beside the name. */
function badgeArea(
  scene: GraphScene,
  node: SceneNode,
  theme: CanvasTheme,
  grow: number,
): (Area & { room: number }) | undefined {
  const name = node.badges.length === 0 ? undefined : nameArea(scene, node, theme, grow);
  if (name === undefined) return undefined;
  const room = roomBeside(scene, node, name, grow);
  const right = name.right + badgeRowWidth(room) * grow;
  return { left: name.right, right, top: name.top, bottom: name.top + LABEL.line * grow - GAP, room };
}

function plateArea(
  scene: GraphScene,
  { id }: SceneEdge,
  plate: readonly PlatePart[],
  theme: CanvasTheme,
  grow: number,
  rows: number,
): Area | undefined {
  const at = scene.plates.get(id);
  if (at === undefined || plate.length === 0) return undefined;
  const { width, height } = plateSize(theme, plate);
  const y = at.y + rows * (height * grow + 2 * GAP);
  return around(at.x, y, (width / 2) * grow + GAP, (height / 2) * grow + GAP);
}

/** The first place where a plate is free. */
function findPlace(
  rows: readonly number[],
  placeAt: (row: number) => Area | undefined,
  isFree: (area: Area) => boolean,
): Area | undefined {
  for (const row of rows) {
    const area = placeAt(row);
    if (area !== undefined && isFree(area)) return area;
  }
  return undefined;
}

function isTroubled({ look: { tone } }: SceneEdge): boolean {
  return tone === 'failing' || tone === 'degraded';
}

function addShape(shapes: AreaIndex, scene: GraphScene, { id, look }: SceneNode): void {
  const at = scene.positions.get(id);
  if (at !== undefined) shapes.add(around(at.x, at.y, look.size / 2, look.size / 2));
}

function around(x: number, y: number, halfWidth: number, halfHeight: number): Area {
  return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
}
