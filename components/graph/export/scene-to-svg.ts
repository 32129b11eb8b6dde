import { sampleCurve } from '@/lib/mesh/graph/layout/edge-curve';
import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import { type CanvasTheme, mixColours } from '../canvas/canvas-theme';
import type { GraphScene, SceneEdge, SceneNode } from '../canvas/graph-scene';
import { type OverlayFrame, paintOverlay } from '../canvas/paint-overlay';
import type { NodeLook } from '../look/node-look';
import { toneOf } from '../look/tone';
import { SvgContext } from './svg-context';

const MARGIN = 24;
/** Points of a curve between two of its controls: so near to each other that no corner is seen. */
const SAMPLES = 32;
const FADED = ' opacity="0.2"';

/** The whole drawing as SVG text: lines and outlines here, everything written and marked as the screen paints it. */
export function sceneToSvg(frame: OverlayFrame): string {
  const { scene, theme, state } = frame;
  const { x, y, width, height } = extentOf(scene);
  const fade = (id: string): string => (state.lit?.has(id) === false ? FADED : '');
  const context = new SvgContext();
  // It has all that the painters use.
  paintOverlay(context as unknown as CanvasRenderingContext2D, frame);
  const parts = [
    ...scene.boxes.map((box) => boxSvg(scene, theme, box, fade(box.id))),
    ...[...scene.edges.values()].map((edge) => edgeSvg(scene, theme, edge, fade(edge.id))),
    ...[...scene.nodes.values()].map((node) => nodeSvg(scene, theme, node, fade(node.id))),
    ...context.parts,
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" font-family="Geist, system-ui, sans-serif">`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${theme.bg}"/>`,
    ...parts.filter((part) => part !== ''),
    '</svg>',
    '',
  ].join('\n');
}

function extentOf(scene: GraphScene): { x: number; y: number; width: number; height: number } {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const { left, right, top, bottom } of scene.areas.values()) {
    xs.push(left, right);
    ys.push(top, bottom);
  }
  for (const { id, layout } of scene.nodes.values()) {
    const at = scene.positions.get(id);
    if (at === undefined) continue;
    xs.push(at.x - layout.left, at.x + layout.right);
    ys.push(at.y - layout.top, at.y + layout.bottom);
  }
  if (xs.length === 0) return { x: 0, y: 0, width: 2 * MARGIN, height: 2 * MARGIN };
  const [x, y] = [Math.floor(Math.min(...xs)) - MARGIN, Math.floor(Math.min(...ys)) - MARGIN];
  return {
    x,
    y,
    width: Math.ceil(Math.max(...xs)) + MARGIN - x,
    height: Math.ceil(Math.max(...ys)) + MARGIN - y,
  };
}

function boxSvg(
  { areas }: GraphScene,
  theme: CanvasTheme,
  { id, kind, health }: GraphScene['boxes'][number],
  fade: string,
): string {
  const area = areas.get(id);
  if (area === undefined) return '';
  const { left, right, top, bottom } = area;
  const tone = toneOf(health);
  const isTrouble = tone === 'failing' || tone === 'degraded';
  const plain = kind === 'app' ? theme.raised : theme.surface;
  const fill = isTrouble ? mixColours(theme.surface, theme.tones[tone], 0.035) : plain;
  const stroke = isTrouble ? mixColours(theme.border, theme.tones[tone], 0.3) : theme.border;
  return `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" rx="10" fill="${fill}" fill-opacity="${kind === 'app' ? 0.5 : 0.75}" stroke="${stroke}"${fade}/>`;
}

function edgeSvg(
  scene: GraphScene,
  theme: CanvasTheme,
  { id, source, target, look }: SceneEdge,
  fade: string,
): string {
  const curve = scene.curves.get(id);
  if (curve === undefined) return '';
  const points = sampleCurve(curve.from, curve.controls, curve.to, SAMPLES);
  const sizeOf = (node: string): number => (scene.nodes.get(node)?.look.size ?? 0) / 2;
  const colour = theme.softTones[look.tone];
  const dash = { dashed: '7 4', dotted: '2 4', solid: '' }[look.line];
  const paint = `fill="none" stroke="${colour}" stroke-width="${look.width}"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}${fade}`;
  if (source === target) return `<path d="${loop(curve.from, sizeOf(source))}" ${paint}/>`;
  const [first, last] = [points[0] ?? curve.from, points.at(-1) ?? curve.to];
  const tip = along(last, points.at(-2) ?? first, sizeOf(target) + 3);
  const kept = points.filter(
    (point) => distance(point, first) > sizeOf(source) && distance(point, last) > sizeOf(target) + 9,
  );
  const before = along(last, points.at(-2) ?? first, sizeOf(target) + 9);
  const line = [along(first, points[1] ?? last, sizeOf(source)), ...kept, before];
  const path = line.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
  return `<path d="${path}" ${paint}/>${arrow(before, tip, colour, fade)}`;
}

/** From above a node to its left, as cytoscape draws it. */
function loop({ x, y }: Point, half: number): string {
  const out = half + 34;
  return `M${round(x)} ${round(y - half)}C${round(x - 8)} ${round(y - out)} ${round(x - out)} ${round(y - 8)} ${round(x - half)} ${round(y)}`;
}

/** So far from one point towards another. */
function along(from: Point, to: Point, by: number): Point {
  const share = by / Math.max(0.001, distance(from, to));
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function arrow(before: Point, tip: Point, colour: string, fade: string): string {
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const corner = (turn: number) =>
    `${round(tip.x - 8 * Math.cos(angle + turn))} ${round(tip.y - 8 * Math.sin(angle + turn))}`;
  return `<path d="M${round(tip.x)} ${round(tip.y)}L${corner(0.4)}L${corner(-0.4)}z" fill="${colour}"${fade}/>`;
}

function nodeSvg(scene: GraphScene, theme: CanvasTheme, { id, look }: SceneNode, fade: string): string {
  const at = scene.positions.get(id);
  if (at === undefined) return '';
  return `<g transform="translate(${round(at.x)} ${round(at.y)})"${fade}>${outline(look, theme)}</g>`;
}

function outline(look: NodeLook, theme: CanvasTheme): string {
  const { shape, size, isDashed } = look;
  const half = size / 2;
  const paint = `${paintOf(look, theme)}${isDashed ? ' stroke-dasharray="4 3"' : ''}`;
  switch (shape) {
    case 'ellipse':
      return `<circle r="${half}" ${paint}/>`;
    case 'round-rectangle':
      return `<rect x="${-half}" y="${-half}" width="${size}" height="${size}" rx="${round(size / 5)}" ${paint}/>`;
    case 'round-triangle':
      return `<path d="M0 ${-half}L${half} ${half}H${-half}z" stroke-linejoin="round" ${paint}/>`;
    case 'round-diamond':
      return `<path d="M0 ${-half}L${half} 0 0 ${half} ${-half} 0z" stroke-linejoin="round" ${paint}/>`;
    case 'tag': {
      const third = round(size / 6);
      return `<path d="M${-half} ${-half + third}H${third}L${half} 0 ${third} ${half - third}H${-half}z" stroke-linejoin="round" ${paint}/>`;
    }
    default:
      return shape satisfies never;
  }
}

function paintOf({ tone, isDashed, isIdle }: NodeLook, theme: CanvasTheme): string {
  const isTrouble = tone === 'failing' || tone === 'degraded';
  const plain = isDashed || isIdle ? theme.bg : theme.raised;
  const fill = isTrouble ? mixColours(theme.raised, theme.tones[tone], 0.14) : plain;
  return `fill="${fill}" stroke="${theme.softTones[tone]}" stroke-width="${isTrouble ? 2.5 : isIdle ? 1.5 : 2}"`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
