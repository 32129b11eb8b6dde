import { joinBlocks } from './join-blocks';
import type { Extents, LayoutInput, LayoutResult, Point } from './layout-input';
import { type Block, nestBlocks } from './nest-blocks';
import { removeOverlaps } from './remove-overlaps';

/** Wanted from border to border, without and with plates on the edges. */
const IDEAL = 80;
const IDEAL_LABELLED = 110;
/** Pull to the middle: what nothing is tied to stays with the rest instead of flying off. */
const GRAVITY = 1;
/** Of a sunflower's seeds: no two stand in one direction. */
const GOLDEN_ANGLE = 2.399963;

/** What moves: a circle about as large as its block. */
interface Body extends Point {
  radius: number;
  force: Point;
}

/** Two bodies with edges between them. */
interface Spring {
  one: Body;
  other: Body;
  strength: number;
}

/**
 * Springs along edges, repulsion between all (Fruchterman and Reingold) and a pull to the middle, cooling; then overlaps are
 * pushed apart. Every box is laid out so on its own and then is one of the bodies around it.
 */
export function layOutForce(input: LayoutInput): LayoutResult {
  const ideal = input.edgeLabels ? IDEAL_LABELLED : IDEAL;
  const block = nestBlocks(input, (blocks) => {
    const bodies = blocks.map((one, index) => bodyOf(one, index, ideal));
    const springs = springsOf(input, blocks, bodies);
    const rounds = blocks.length > 400 ? 60 : 220;
    for (let round = 0; round < rounds; round += 1)
      relax(bodies, springs, ideal, 2 * ideal * (1 - round / rounds) + 1);
    removeOverlaps(blocks.map(extentsOf), bodies);
    return joinBlocks(blocks.map((one, index) => ({ block: one, at: bodies[index] ?? { x: 0, y: 0 } })));
  });
  return { positions: Object.fromEntries(block.places), routes: {} };
}

function bodyOf({ width, height }: Block, index: number, ideal: number): Body {
  const radius = (width + height) / 4;
  const angle = index * GOLDEN_ANGLE;
  const reach = (ideal + radius) * Math.sqrt(index);
  return { x: reach * Math.cos(angle), y: reach * Math.sin(angle), radius, force: { x: 0, y: 0 } };
}

function extentsOf({ width, height }: Block): Extents {
  return { left: width / 2, right: width / 2, top: height / 2, bottom: height / 2 };
}

/** Many edges pull harder, each less than the one before. */
function springsOf(input: LayoutInput, blocks: readonly Block[], bodies: readonly Body[]): Spring[] {
  const bodyWith = new Map<string, number>();
  for (const [index, { places }] of blocks.entries()) for (const id of places.keys()) bodyWith.set(id, index);
  const edges = new Map<string, { one: number; other: number; count: number }>();
  for (const { source, target } of input.edges) {
    const [from, to] = [bodyWith.get(source), bodyWith.get(target)];
    if (from === undefined || to === undefined || from === to) continue;
    const [one, other] = [Math.min(from, to), Math.max(from, to)];
    const known = edges.get(`${one} ${other}`) ?? { one, other, count: 0 };
    known.count += 1;
    edges.set(`${one} ${other}`, known);
  }
  return [...edges.values()].flatMap(({ one, other, count }) => {
    const [a, b] = [bodies[one], bodies[other]];
    return a === undefined || b === undefined ? [] : [{ one: a, other: b, strength: Math.sqrt(count) }];
  });
}

function relax(bodies: readonly Body[], springs: readonly Spring[], ideal: number, heat: number): void {
  for (const [index, one] of bodies.entries())
    for (let next = index + 1; next < bodies.length; next += 1) {
      const other = bodies[next];
      if (other !== undefined) push(one, other, -(ideal * ideal) / Math.max(10, gapBetween(one, other)));
    }
  for (const { one, other, strength } of springs) {
    const gap = Math.max(0, gapBetween(one, other));
    push(one, other, (strength * gap * gap) / ideal);
  }
  gather(bodies);
  for (const body of bodies) {
    const length = Math.hypot(body.force.x, body.force.y);
    const reach = length === 0 ? 0 : Math.min(length, heat) / length;
    body.x += body.force.x * reach;
    body.y += body.force.y * reach;
    body.force = { x: 0, y: 0 };
  }
}

/** From border to border; less than 0 where they overlap. */
function gapBetween(one: Body, other: Body): number {
  return Math.hypot(other.x - one.x, other.y - one.y) - one.radius - other.radius;
}

/** Towards each other, away from each other where `force` is negative. */
function push(one: Body, other: Body, force: number): void {
  const distance = Math.max(1, Math.hypot(other.x - one.x, other.y - one.y));
  const x = ((other.x - one.x) / distance) * force;
  const y = ((other.y - one.y) / distance) * force;
  one.force.x += x;
  one.force.y += y;
  other.force.x -= x;
  other.force.y -= y;
}

function gather(bodies: readonly Body[]): void {
  const middle = { x: 0, y: 0 };
  for (const { x, y } of bodies) {
    middle.x += x / bodies.length;
    middle.y += y / bodies.length;
  }
  for (const body of bodies) {
    body.force.x += GRAVITY * (middle.x - body.x);
    body.force.y += GRAVITY * (middle.y - body.y);
  }
}
