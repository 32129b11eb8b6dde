import { type Area, areaOf } from '@/lib/mesh/graph/layout/scene';
import { labelWidths } from '../layout/node-extents';
import type { CanvasTheme } from './canvas-theme';
import { growOf } from './choose-texts';
import type { GraphScene } from './graph-scene';

type Box = { x1: number; y1: number; w: number; h: number };

/** A box around the drawing, widened for the names at its sides as wide as they are at this zoom. */
export function withNames({ x1, y1, w, h }: Box, scene: GraphScene, theme: CanvasTheme, zoom: number): Box {
  const grow = growOf(zoom);
  let [left, right] = [x1, x1 + w];
  for (const [id, { look }] of scene.nodes) {
    const at = scene.positions.get(id);
    if (at === undefined) continue;
    const half = (labelWidths(look, theme.fonts).whole / 2) * grow;
    left = Math.min(left, at.x - half);
    right = Math.max(right, at.x + half);
  }
  return { x1: left, y1, w: right - left, h };
}

/** Where nodes lie with their names, as large as these were designed. */
export function nodeAreas(scene: GraphScene): Area[] {
  return [...scene.nodes.values()].flatMap(({ id, layout }) => {
    const at = scene.positions.get(id);
    return at === undefined ? [] : areaOf(layout, at);
  });
}
