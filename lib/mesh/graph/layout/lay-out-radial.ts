import { joinBlocks, type PlacedBlock } from './join-blocks';
import type { LayoutInput, LayoutResult, Point } from './layout-input';
import { SPACING } from './layout-spacing';
import { measureHops } from './measure-hops';
import { type Block, nestBlocks } from './nest-blocks';
import { cutIntoRings, halfDiagonal } from './ring-blocks';
import { spreadAngles } from './spread-angles';

interface Placed extends PlacedBlock {
  isRoot: boolean;
}

/** A ring is tried in so many sizes between the one before it and the one at which nothing can overlap. */
const SIZES = 16;

/**
 * Roots in the middle, what they call around them, ring by ring. Every box is laid out so on its own and then is one of the
 * things on a ring, on that of its nearest member.
 */
export function layOutRadial(input: LayoutInput): LayoutResult {
  const hops = measureHops(input);
  const neighbours = neighboursOf(input);
  const gap = input.edgeLabels ? SPACING.labelledColumns / 2 : SPACING.columns / 2;
  const block = nestBlocks(input, (blocks) => {
    const placed: Placed[] = [];
    let radius = 0;
    const lone = findLone(blocks, neighbours);
    for (const ring of cutIntoRings(
      blocks.filter((block) => !lone.has(block)),
      hops,
      gap,
    ))
      radius = addRing(placed, ring, radius, gap, neighbours);
    for (const block of lone) addLone(placed, block);
    return joinBlocks(placed);
  });
  return { positions: Object.fromEntries(block.places), routes: {} };
}

/** Looking for a place for each of more than these would take too long: they make a ring. */
const LONE_MOST = 60;

/** Blocks that nothing inside or outside calls, unless there is nothing else. */
function findLone(
  blocks: readonly Block[],
  neighbours: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<Block> {
  const lone = blocks.filter(({ places }) => ![...places.keys()].some((id) => neighbours.has(id)));
  return new Set(lone.length === blocks.length || lone.length > LONE_MOST ? [] : lone);
}

/** Screens are wider than high. */
const ASPECT = 1.6;
const STEP = 12;
const DIRECTIONS = 32;

/** Sets a block that belongs nowhere into the free place nearest to the middle. */
function addLone(placed: Placed[], block: Block): void {
  for (let radius = 0; ; radius += STEP)
    for (let turn = 0; turn < DIRECTIONS; turn += 1) {
      const { x, y } = placeAt(Math.PI / 2 + (2 * Math.PI * turn) / DIRECTIONS, radius);
      const one: Placed = { block, at: { x: x * ASPECT, y }, isRoot: false };
      if (!placed.every((other) => areApart(one, other, SPACING.nodes))) continue;
      placed.push(one);
      return;
    }
}

function neighboursOf({ edges }: LayoutInput): ReadonlyMap<string, readonly string[]> {
  const neighbours = new Map<string, string[]>();
  for (const { source, target } of edges) {
    neighbours.set(source, [...(neighbours.get(source) ?? []), target]);
    neighbours.set(target, [...(neighbours.get(target) ?? []), source]);
  }
  return neighbours;
}

/** Sets a ring around what is placed, in the direction of its neighbours there; gives its radius. */
function addRing(
  placed: Placed[],
  ring: readonly Block[],
  inner: number,
  gap: number,
  neighbours: ReadonlyMap<string, readonly string[]>,
): number {
  const isRoot = placed.length === 0;
  const radii = ring.map(halfDiagonal);
  const deepest = Math.max(0, ...placed.map(({ block }) => halfDiagonal(block)));
  const least = placed.length === 0 ? 0 : inner + deepest + gap + Math.max(...radii);
  const directions = wantedAngles(placed, ring, neighbours);
  // Few roots would draw all they call to one side: what is right around them goes all around.
  const isAroundRoots = placed.length > 0 && placed.every((one) => one.isRoot);
  const wanted = isAroundRoots ? evenAngles(directions) : directions;
  const { angles, radius: safe } = spreadAngles(
    radii,
    wanted,
    ring.length === 1 ? least : Math.max(least, ...radii),
  );
  // Circles around wide blocks are far too careful: the smallest ring that keeps the blocks themselves apart will do.
  const start = inner + gap;
  for (let size = placed.length === 0 ? SIZES : 0; size <= SIZES; size += 1) {
    const radius = size === SIZES ? safe : start + ((safe - start) * size) / SIZES;
    const added = ring.map((block, index) => ({ block, isRoot, at: placeAt(angles[index] ?? 0, radius) }));
    if (size < SIZES && !isFree(placed, added, gap)) continue;
    placed.push(...added);
    return radius;
  }
  return safe;
}

function placeAt(angle: number, radius: number): Point {
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

/** Even shares of the circle, in the order of the given angles; from another start than roots, so that two and two make a cross. */
function evenAngles(angles: readonly number[]): number[] {
  const order = [...angles.keys()].sort((a, b) => (angles[a] ?? 0) - (angles[b] ?? 0) || a - b);
  const even = new Array<number>(angles.length).fill(0);
  for (const [index, at] of order.entries()) even[at] = -Math.PI + (2 * Math.PI * index) / angles.length;
  return even;
}

/** Even shares of the circle from the bottom on: screens are wide, so what has no direction goes above and below first. */
function fromBelow(index: number, count: number): number {
  const angle = Math.PI / 2 + (2 * Math.PI * index) / count;
  return angle > Math.PI ? angle - 2 * Math.PI : angle;
}

/** The mean direction of the neighbours further inside; without any, an even share of the circle. */
function wantedAngles(
  placed: readonly Placed[],
  ring: readonly Block[],
  neighbours: ReadonlyMap<string, readonly string[]>,
): number[] {
  const placeOf = new Map(
    placed.flatMap((one) => [...one.block.places.keys()].map((id) => [id, one.at] as const)),
  );
  return ring.map(({ places }, index) => {
    let x = 0;
    let y = 0;
    for (const id of places.keys())
      for (const other of neighbours.get(id) ?? []) {
        const at = placeOf.get(other) ?? { x: 0, y: 0 };
        const length = Math.hypot(at.x, at.y);
        x += at.x / Math.max(1, length);
        y += at.y / Math.max(1, length);
      }
    return Math.hypot(x, y) > 0.01 ? Math.atan2(y, x) : fromBelow(index, ring.length);
  });
}

function isFree(placed: readonly Placed[], added: readonly Placed[], gap: number): boolean {
  return added.every(
    (one, index) =>
      placed.every((other) => areApart(one, other, gap)) &&
      added.slice(index + 1).every((other) => areApart(one, other, 0)),
  );
}

function areApart(a: Placed, b: Placed, gap: number): boolean {
  // Places are rounded once per level of boxes.
  const room = gap + 2;
  return (
    Math.abs(a.at.x - b.at.x) >= (a.block.width + b.block.width) / 2 + room ||
    Math.abs(a.at.y - b.at.y) >= (a.block.height + b.block.height) / 2 + room
  );
}
