import type { Point } from './layout-input';

/** Along which axis edges leave and enter nodes; `free` draws them straight. */
export type CurveAxis = 'x' | 'y' | 'free';

/** What bends an edge. */
export interface CurveShape {
  axis: CurveAxis;
  /** Points a long edge passes. */
  route: readonly Point[];
  /** Sideways shift, pixels, that keeps edges between the same two nodes apart. */
  shift: number;
}

const REACH = 0.45;
/** How far an edge between nodes of one column swings out. */
const SWING = 56;
/** How much of the height between its ends an edge shows in the angle at which it meets a node, and the most, pixels. */
const SPREAD = 0.12;
const SPREAD_MOST = 16;

/**
 * Control points of an edge as a chain of quadratic curves that join halfway between them: the edge leaves and enters along
 * the axis of the layout, so that it clears the labels around its ends.
 */
export function edgeCurve(from: Point, to: Point, shape: CurveShape): Point[] {
  if (shape.axis === 'free') return [bow(from, to, shape.shift)];
  if (shape.axis === 'y')
    return edgeCurve(flip(from), flip(to), { ...shape, axis: 'x', route: shape.route.map(flip) }).map(flip);
  const stops = [from, ...shape.route, to];
  const controls = stops.slice(1).flatMap((stop, index) => bend(stops[index] ?? from, stop));
  return controls.map((point, index) => {
    const lean =
      index === 0 ? spread(to.y - from.y) : index === controls.length - 1 ? spread(from.y - to.y) : 0;
    return { x: point.x, y: point.y + shape.shift + lean };
  });
}

/** The point at `share` (0..1) of the chain, counted in pieces, not in pixels. */
export function pointOnCurve(from: Point, controls: readonly Point[], to: Point, share: number): Point {
  const count = Math.max(1, controls.length);
  const piece = Math.min(count - 1, Math.floor(share * count));
  const control = controls[piece] ?? from;
  const start = piece === 0 ? from : middle(controls[piece - 1] ?? from, control);
  const end = piece === count - 1 ? to : middle(control, controls[piece + 1] ?? to);
  const t = share * count - piece;
  const at = (a: number, b: number, c: number): number =>
    (1 - t) * (1 - t) * a + 2 * (1 - t) * t * b + t * t * c;
  return { x: at(start.x, control.x, end.x), y: at(start.y, control.y, end.y) };
}

/** The curve as points a few pixels apart. */
export function sampleCurve(from: Point, controls: readonly Point[], to: Point, perPiece = 8): Point[] {
  const steps = Math.max(1, controls.length) * perPiece;
  return Array.from({ length: steps + 1 }, (_, step) => pointOnCurve(from, controls, to, step / steps));
}

function bend(from: Point, to: Point): Point[] {
  const dx = to.x - from.x;
  if (Math.abs(dx) < SWING) {
    const out = Math.max(from.x, to.x) + SWING;
    return [
      { x: out, y: from.y },
      { x: out, y: to.y },
    ];
  }
  return [
    { x: from.x + dx * REACH, y: from.y },
    { x: to.x - dx * REACH, y: to.y },
  ];
}

function bow(from: Point, to: Point, shift: number): Point {
  const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
  const centre = middle(from, to);
  return {
    x: centre.x - (2 * shift * (to.y - from.y)) / length,
    y: centre.y + (2 * shift * (to.x - from.x)) / length,
  };
}

function spread(height: number): number {
  return Math.max(-SPREAD_MOST, Math.min(SPREAD_MOST, height * SPREAD));
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function flip({ x, y }: Point): Point {
  return { x: y, y: x };
}
