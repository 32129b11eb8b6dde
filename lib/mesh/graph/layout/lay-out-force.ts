import { layOutGrid } from './lay-out-grid';
import type { LayoutInput, LayoutNode, LayoutResult, Point } from './layout-input';
import { removeOverlaps } from './remove-overlaps';

const IDEAL = 170;
/** Attraction between members of one box, as a share of an edge's. */
const BOX_PULL = 0.35;

/** Springs along edges, repulsion between all (Fruchterman and Reingold), from the grid, cooling; then overlaps are pushed apart. */
export function layOutForce(input: LayoutInput): LayoutResult {
  const start = layOutGrid(input).positions;
  const points = input.nodes.map(({ id }) => ({ ...(start[id] ?? { x: 0, y: 0 }) }));
  const numberOf = new Map(input.nodes.map(({ id }, index) => [id, index]));
  const springs = springsOf(input, numberOf);
  const rounds = input.nodes.length > 400 ? 60 : 220;
  for (let round = 0; round < rounds; round += 1) {
    relax(points, springs, IDEAL * (1 - round / rounds) + 1);
  }
  removeOverlaps(input.nodes, points);
  return {
    positions: Object.fromEntries(input.nodes.map(({ id }, index) => [id, rounded(points[index])])),
    routes: {},
  };
}

type Spring = readonly [from: number, to: number, strength: number];

function springsOf(input: LayoutInput, numberOf: ReadonlyMap<string, number>): Spring[] {
  const springs: Spring[] = [];
  for (const { source, target } of input.edges) {
    const from = numberOf.get(source);
    const to = numberOf.get(target);
    if (from !== undefined && to !== undefined && from !== to) springs.push([from, to, 1]);
  }
  const first = new Map<string, number>();
  for (const [index, node] of input.nodes.entries()) {
    const hub = first.get(outermost(input, node) ?? '');
    if (hub !== undefined) springs.push([hub, index, BOX_PULL]);
    else first.set(outermost(input, node) ?? '', index);
  }
  return springs;
}

function outermost(input: LayoutInput, node: LayoutNode): string | undefined {
  let group = node.group;
  for (
    let parent = group;
    parent !== undefined;
    parent = input.groups.find(({ id }) => id === parent)?.parent
  ) {
    group = parent;
  }
  return group;
}

function relax(points: Point[], springs: readonly Spring[], heat: number): void {
  const forces = points.map(() => ({ x: 0, y: 0 }));
  for (let a = 0; a < points.length; a += 1) {
    for (let b = a + 1; b < points.length; b += 1) repel(points, forces, a, b);
  }
  for (const [from, to, strength] of springs) attract(points, forces, from, to, strength);
  for (const [index, force] of forces.entries()) {
    const point = points[index];
    const length = Math.hypot(force.x, force.y);
    if (point === undefined || length === 0) continue;
    const reach = Math.min(length, heat) / length;
    point.x += force.x * reach;
    point.y += force.y * reach;
  }
}

function repel(points: Point[], forces: Point[], a: number, b: number): void {
  const [one, other, forceA, forceB] = [points[a], points[b], forces[a], forces[b]];
  if (one === undefined || other === undefined || forceA === undefined || forceB === undefined) return;
  const dx = one.x - other.x;
  const dy = one.y - other.y;
  const square = Math.max(100, dx * dx + dy * dy);
  const push = (IDEAL * IDEAL) / square;
  forceA.x += dx * push;
  forceA.y += dy * push;
  forceB.x -= dx * push;
  forceB.y -= dy * push;
}

function attract(points: Point[], forces: Point[], from: number, to: number, strength: number): void {
  const [one, other, forceA, forceB] = [points[from], points[to], forces[from], forces[to]];
  if (one === undefined || other === undefined || forceA === undefined || forceB === undefined) return;
  const dx = other.x - one.x;
  const dy = other.y - one.y;
  const pull = (strength * Math.hypot(dx, dy)) / IDEAL;
  forceA.x += dx * pull;
  forceA.y += dy * pull;
  forceB.x -= dx * pull;
  forceB.y -= dy * pull;
}

function rounded(point: Point | undefined): Point {
  return { x: Math.round(point?.x ?? 0), y: Math.round(point?.y ?? 0) };
}
