import type { SceneCurve } from './graph-scene';

/** Control points the way cytoscape takes them: how far along the straight line between the ends, and how far beside it. */
export function relativeControls({ from, to, controls }: SceneCurve): {
  weights: number[];
  distances: number[];
} {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const square = Math.max(1, dx * dx + dy * dy);
  const length = Math.sqrt(square);
  return {
    weights: controls.map(({ x, y }) => round(((x - from.x) * dx + (y - from.y) * dy) / square)),
    distances: controls.map(({ x, y }) => round(((y - from.y) * dx - (x - from.x) * dy) / length)),
  };
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
