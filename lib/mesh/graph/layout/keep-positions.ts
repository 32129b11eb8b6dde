import type { LayoutInput, LayoutNode, LayoutResult, Point } from './layout-input';
import { type Grown, makeRoom } from './make-room';
import { addToScene, createScene } from './scene';

/** Below this share of nodes that were drawn before, the drawing starts afresh. */
const SHARE_KNOWN = 0.6;
const STEP = 24;
const RINGS = 14;

/**
 * `fresh` with every known node left where it was and new ones set beside their fresh neighbours, at the nearest place
 * where nothing overlaps; a box that is hemmed in pushes what lies below it down. Gives `fresh` back when too little is known or
 * when that does not help either, unless places are held: then such a node is set below everything else.
 */
export function keepPositions(input: LayoutInput, fresh: LayoutResult): LayoutResult {
  const known = input.known;
  if (known === undefined) return fresh;
  const scene = createScene(input.groups);
  const old = input.nodes.filter((node) => known.positions[node.id] !== undefined);
  const isHeld = input.isHeld === true;
  if (old.length === 0 || (!isHeld && old.length < input.nodes.length * SHARE_KNOWN)) return fresh;
  const kept: Record<string, Point> = {};
  for (const node of old) {
    const at = known.positions[node.id];
    if (at === undefined || (!addToScene(scene, node, at) && !isHeld)) return fresh;
    kept[node.id] = at;
  }
  let grown: Grown = { positions: kept, routes: keepRoutes(input, known), scene };
  for (const node of input.nodes) {
    if (grown.positions[node.id] !== undefined) continue;
    const next = addNode(input, node, old, fresh, grown);
    if (next === undefined) return fresh;
    grown = next;
  }
  return { positions: grown.positions, routes: grown.routes, isContinued: true };
}

function addNode(
  input: LayoutInput,
  node: LayoutNode,
  old: readonly LayoutNode[],
  fresh: LayoutResult,
  grown: Grown,
): Grown | undefined {
  const guess = guessPlace(node, old, grown.positions, fresh);
  const near = placesAround(guess).find((place) => addToScene(grown.scene, node, place));
  const isAlone = node.group === undefined;
  if (near === undefined && input.isHeld !== true && !isAlone) return makeRoom(input, node, guess.x, grown);
  const at = near ?? placeBelow(node, guess, grown.positions);
  return { ...grown, positions: { ...grown.positions, [node.id]: at } };
}

/** The fresh place, moved as the three nodes nearest to it in the fresh layout were moved. */
function guessPlace(
  node: LayoutNode,
  old: readonly LayoutNode[],
  positions: Readonly<Record<string, Point>>,
  fresh: LayoutResult,
): Point {
  const from = fresh.positions[node.id] ?? { x: 0, y: 0 };
  const distance = (id: string): number => {
    const point = fresh.positions[id] ?? from;
    return Math.hypot(point.x - from.x, point.y - from.y);
  };
  const near = old.toSorted((a, b) => distance(a.id) - distance(b.id)).slice(0, 3);
  const shift = { x: 0, y: 0 };
  for (const { id } of near) {
    shift.x += ((positions[id]?.x ?? 0) - (fresh.positions[id]?.x ?? 0)) / near.length;
    shift.y += ((positions[id]?.y ?? 0) - (fresh.positions[id]?.y ?? 0)) / near.length;
  }
  return { x: Math.round(from.x + shift.x), y: Math.round(from.y + shift.y) };
}

/** A place under everything that has one. */
function placeBelow(node: LayoutNode, { x }: Point, positions: Readonly<Record<string, Point>>): Point {
  const lowest = Math.max(...Object.values(positions).map(({ y }) => y));
  return { x, y: Math.ceil((lowest + node.top) / STEP + 3) * STEP };
}

/** The guess, then places around it from near to far, up and down before aside so that columns hold. */
function placesAround({ x, y }: Point): Point[] {
  const places: (Point & { cost: number })[] = [];
  for (let column = -RINGS; column <= RINGS; column += 1) {
    for (let row = -RINGS; row <= RINGS; row += 1) {
      places.push({ x: x + column * STEP, y: y + row * STEP, cost: Math.abs(row) + 4 * Math.abs(column) });
    }
  }
  return places
    .sort((a, b) => a.cost - b.cost || a.y - b.y || a.x - b.x)
    .map((place) => ({ x: place.x, y: place.y }));
}

/** Routes of edges that are still there; those of others would belong to another drawing. */
function keepRoutes(input: LayoutInput, known: LayoutResult): Record<string, readonly Point[]> {
  const routes: Record<string, readonly Point[]> = {};
  for (const { id } of input.edges) {
    const route = known.routes[id];
    if (route !== undefined) routes[id] = route;
  }
  return routes;
}
