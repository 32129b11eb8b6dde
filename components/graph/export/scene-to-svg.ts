import { sampleCurve } from '@/lib/mesh/graph/layout/edge-curve';
import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import { BADGE_SIGNS } from '../badge/badge-kind';
import { BADGE_ROW } from '../badge/badge-row';
import type { CanvasTheme } from '../canvas/canvas-theme';
import type { GraphScene, SceneEdge, SceneNode } from '../canvas/graph-scene';
import type { PlatePart } from '../look/edge-look';
import type { NodeLook } from '../look/node-look';

const MARGIN = 24;
/** Points of a curve between two of its controls. */
const SAMPLES = 12;
/** Width of a letter of a name, about. */
const LETTER = 6.6;
const PLATE = { height: 17, digit: 6.2, padding: 10 };

/** The whole drawing as SVG text: shapes and words stay shapes and words. `plates` go before what edges say of themselves. */
export function sceneToSvg(
  scene: GraphScene,
  theme: CanvasTheme,
  plates: ReadonlyMap<string, readonly PlatePart[]> = new Map(),
): string {
  const { x, y, width, height } = extentOf(scene);
  const parts = [
    ...scene.boxes.map((box) => boxSvg(scene, theme, box)),
    ...[...scene.edges.values()].map((edge) => edgeSvg(scene, theme, edge)),
    ...[...scene.nodes.values()].map((node) => nodeSvg(scene, theme, node)),
    ...[...scene.edges.values()].map(({ id, look }) =>
      plateSvg(theme, scene.plates.get(id), plates.get(id) ?? look.plate),
    ),
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

function boxSvg({ areas }: GraphScene, theme: CanvasTheme, box: GraphScene['boxes'][number]): string {
  const area = areas.get(box.id);
  if (area === undefined) return '';
  const { left, right, top, bottom } = area;
  return (
    `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" rx="10" fill="${theme.surface}" stroke="${theme.borderStrong}"/>` +
    text(theme.muted, box.title, { x: left + 10, y: top + 16 }, 'start', 12)
  );
}

function edgeSvg(scene: GraphScene, theme: CanvasTheme, { id, source, target, look }: SceneEdge): string {
  const curve = scene.curves.get(id);
  if (curve === undefined) return '';
  const { points, tip } = cutEnds(
    sampleCurve(curve.from, curve.controls, curve.to, SAMPLES),
    (scene.nodes.get(source)?.look.size ?? 0) / 2 + 2,
    (scene.nodes.get(target)?.look.size ?? 0) / 2 + 3,
  );
  const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
  const dash =
    look.line === 'dashed'
      ? ' stroke-dasharray="7 4"'
      : look.line === 'dotted'
        ? ' stroke-dasharray="2 4"'
        : '';
  const colour = theme.softTones[look.tone];
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${look.width}"${dash}/>${arrow(points, tip, colour)}`;
}

/** Lines end at outlines, not at centres. */
function cutEnds(points: readonly Point[], start: number, end: number): { points: Point[]; tip: Point } {
  const first = points[0] ?? { x: 0, y: 0 };
  const last = points.at(-1) ?? first;
  const kept = points.filter(
    (point) =>
      Math.hypot(point.x - first.x, point.y - first.y) >= start &&
      Math.hypot(point.x - last.x, point.y - last.y) >= end + 6,
  );
  const before = kept.at(-1) ?? first;
  const length = Math.max(1, Math.hypot(last.x - before.x, last.y - before.y));
  const tip = {
    x: last.x - ((last.x - before.x) / length) * end,
    y: last.y - ((last.y - before.y) / length) * end,
  };
  return { points: [...kept, tip], tip };
}

function arrow(points: readonly Point[], tip: Point, colour: string): string {
  const before = points.at(-2) ?? tip;
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const corner = (turn: number) =>
    `${round(tip.x - 8 * Math.cos(angle + turn))} ${round(tip.y - 8 * Math.sin(angle + turn))}`;
  return `<path d="M${round(tip.x)} ${round(tip.y)}L${corner(0.4)}L${corner(-0.4)}z" fill="${colour}"/>`;
}

function plateSvg(theme: CanvasTheme, at: Point | undefined, plate: readonly PlatePart[]): string {
  const words = plate.map((part) => part.text).join('  ');
  if (at === undefined || words === '') return '';
  const width = words.length * PLATE.digit + PLATE.padding;
  const trouble = plate.find(({ tone }) => tone === 'failing' || tone === 'degraded');
  const colour = trouble === undefined ? theme.muted : theme.tones[trouble.tone as 'failing'];
  return (
    `<rect x="${round(at.x - width / 2)}" y="${round(at.y - PLATE.height / 2)}" width="${round(width)}" height="${PLATE.height}" rx="4" fill="${theme.surface}" stroke="${theme.border}"/>` +
    text(colour, words, { x: at.x, y: at.y + 4 }, 'middle', 11)
  );
}

function nodeSvg(scene: GraphScene, theme: CanvasTheme, { id, look, badges }: SceneNode): string {
  const at = scene.positions.get(id);
  if (at === undefined) return '';
  const name = look.chip === '' ? look.title : `${look.title} ${look.chip}`;
  const below = look.size / 2 + 18;
  const left = (name.length * LETTER) / 2 + BADGE_ROW.gap + BADGE_ROW.radius;
  return [
    `<g transform="translate(${at.x} ${at.y})">`,
    outline(look, theme),
    look.count === '' ? '' : text(theme.text, look.count, { x: 0, y: 5 }, 'middle', 13),
    text(look.isIdle ? theme.faint : theme.text, name, { x: 0, y: below }, 'middle', 12),
    look.subtitle === '' ? '' : text(theme.faint, look.subtitle, { x: 0, y: below + 15 }, 'middle', 11),
    ...badges.map((kind, index) => {
      const { path, isFilled = false, tone } = BADGE_SIGNS[kind];
      const colour = tone === 'muted' ? theme.muted : theme.tones[tone];
      const paint = isFilled ? `fill="${colour}"` : `fill="none" stroke="${colour}" stroke-width="1.3"`;
      return `<path transform="translate(${round(left + index * BADGE_ROW.stride)} ${below - 4})" d="${path}" ${paint}/>`;
    }),
    '</g>',
  ].join('');
}

function outline({ shape, size, tone, isDashed }: NodeLook, theme: CanvasTheme): string {
  const half = size / 2;
  const paint = `fill="${theme.raised}" stroke="${theme.softTones[tone]}" stroke-width="2"${isDashed ? ' stroke-dasharray="4 3"' : ''}`;
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

function text(colour: string, words: string, { x, y }: Point, anchor: string, size: number): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-size="${size}" fill="${colour}">${toXml(words)}</text>`;
}

function toXml(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
