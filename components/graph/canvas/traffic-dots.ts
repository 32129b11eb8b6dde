import type { Core } from 'cytoscape';
import { sampleCurve } from '@/lib/mesh/graph/layout/edge-curve';
import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import type { CanvasTheme } from './canvas-theme';
import type { GraphScene, SceneCurve, SceneEdge, SceneState } from './graph-scene';

type Source = () => { cy: Core; scene: GraphScene; theme: CanvasTheme; state: SceneState };
type Track = { points: readonly Point[]; lengths: readonly number[]; total: number };

const FADED = 0.15;
/** Dots vanish this many pixels before the tip of the arrow. */
const ARROW = 7;
/** Pixels a second of the fastest and the slowest dots, and the durations (ms) at which they are reached. */
const SPEED = { fast: 150, slow: 26, fastMs: 3, slowMs: 1_500 };
/** Pixels between dots at a thousand requests a second and at one in ten seconds. */
const SPACING = { dense: 16, sparse: 190 };

/** Dots that run along the edges: fast where answers are fast, dense where there are many, red where they fail. */
export class TrafficDots {
  readonly #canvas: HTMLCanvasElement;
  readonly #source: Source;
  readonly #travelled = new Map<string, number>();
  readonly #tracks = new WeakMap<SceneCurve, Track>();
  #frame: number | undefined;
  #last = 0;

  constructor(canvas: HTMLCanvasElement, source: Source) {
    this.#canvas = canvas;
    this.#source = source;
  }

  setRunning(isRunning: boolean): void {
    if (isRunning === (this.#frame !== undefined)) return;
    if (isRunning) {
      this.#last = performance.now();
      this.#frame = requestAnimationFrame((now) => this.#step(now));
      return;
    }
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#canvas.getContext('2d')?.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
  }

  #step(now: number): void {
    const seconds = Math.min(0.1, (now - this.#last) / 1_000);
    this.#last = now;
    this.#paint(seconds);
    this.#frame = requestAnimationFrame((next) => this.#step(next));
  }

  #paint(seconds: number): void {
    const { cy, scene, theme, state } = this.#source();
    const stage = this.#canvas.parentElement;
    const context = this.#canvas.getContext('2d');
    if (stage === null || context === null) return;
    const ratio = window.devicePixelRatio;
    const width = Math.round(stage.clientWidth * ratio);
    const height = Math.round(stage.clientHeight * ratio);
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    const { x, y } = cy.pan();
    const zoom = cy.zoom();
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio);
    for (const edge of scene.edges.values()) {
      const curve = scene.curves.get(edge.id);
      if (curve === undefined || edge.flow.weight <= 0) continue;
      context.globalAlpha = (state.lit?.has(edge.id) ?? true) ? 1 : FADED;
      this.#paintEdge(context, theme, edge, this.#trackOf(curve, sizesOf(scene, edge)), seconds);
    }
  }

  #paintEdge(
    context: CanvasRenderingContext2D,
    theme: CanvasTheme,
    edge: SceneEdge,
    track: Track,
    seconds: number,
  ): void {
    const spacing = spacingOf(edge.flow.weight);
    const travelled = (this.#travelled.get(edge.id) ?? 0) + speedOf(edge.flow.latencyMs) * seconds;
    this.#travelled.set(edge.id, travelled);
    const radius = 1.2 + edge.look.width * 0.2;
    let number = Math.floor(travelled / spacing);
    for (let at = travelled % spacing; at < track.total - ARROW; at += spacing, number -= 1) {
      const { x, y } = pointAt(track, at);
      const hasFailed = scatter(number) < edge.flow.errorShare;
      context.beginPath();
      context.arc(x, y, hasFailed ? radius + 0.9 : radius, 0, 2 * Math.PI);
      context.fillStyle = hasFailed
        ? theme.tones.failing
        : theme.tones[edge.look.tone === 'idle' ? 'info' : 'ok'];
      context.fill();
    }
  }

  #trackOf(curve: SceneCurve, [start, end]: readonly [number, number]): Track {
    const known = this.#tracks.get(curve);
    if (known !== undefined) return known;
    const first = curve.controls[0] ?? curve.to;
    const last = curve.controls.at(-1) ?? curve.from;
    // Lines begin and end at the outlines: the dots must take the same way.
    const points = sampleCurve(
      towards(curve.from, first, start),
      curve.controls,
      towards(curve.to, last, end),
      12,
    );
    const lengths = points.map((point, index) => {
      const before = points[index - 1] ?? point;
      return Math.hypot(point.x - before.x, point.y - before.y);
    });
    const track = { points, lengths, total: lengths.reduce((sum, length) => sum + length, 0) };
    this.#tracks.set(curve, track);
    return track;
  }
}

function sizesOf(scene: GraphScene, edge: SceneEdge): readonly [number, number] {
  return [
    (scene.nodes.get(edge.source)?.look.size ?? 0) / 2 + 3,
    (scene.nodes.get(edge.target)?.look.size ?? 0) / 2 + 9,
  ];
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
  return {
    x: from.x + ((to.x - from.x) * distance) / length,
    y: from.y + ((to.y - from.y) * distance) / length,
  };
}

function pointAt({ points, lengths }: Track, distance: number): Point {
  let left = distance;
  for (let index = 1; index < points.length; index += 1) {
    const length = lengths[index] ?? 0;
    const from = points[index - 1];
    const to = points[index];
    if (from === undefined || to === undefined) break;
    if (left <= length) {
      const share = length === 0 ? 0 : left / length;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    }
    left -= length;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}

/** Pixels a second, logarithmic between the fastest and the slowest. */
export function speedOf(latencyMs: number): number {
  const span = Math.log(SPEED.slowMs / SPEED.fastMs);
  const share = Math.log(Math.max(SPEED.fastMs, Math.min(SPEED.slowMs, latencyMs)) / SPEED.fastMs) / span;
  return SPEED.fast * (SPEED.slow / SPEED.fast) ** share;
}

/** Pixels between two dots, logarithmic. */
export function spacingOf(weight: number): number {
  const share = Math.max(0, Math.min(1, (Math.log10(Math.max(0.1, weight)) + 1) / 4));
  return SPACING.sparse * (SPACING.dense / SPACING.sparse) ** share;
}

/** A number 0..1 for the dot's number: the same dot stays red all the way. */
function scatter(number: number): number {
  const mixed = Math.imul(number ^ 0x9e3779b9, 0x85ebca6b);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
}
