import type { Area } from '@/lib/mesh/graph/layout/scene';
import { HEALTH_ORDER } from '../../ui/health';
import { measureText, shortenText } from '../layout/measure-text';
import { toneOf } from '../look/tone';
import type { DrawnBox } from '../model/drawn-graph';
import type { CanvasTheme } from './canvas-theme';
import type { GraphScene } from './graph-scene';

const INSET = 14;
const BASELINE = 19;
const HEIGHT = 12;
/** Pixels of the name that are written whatever the box. */
const LEAST_ROOM = 110;
/** Titles never shrink below this share of their size on the screen, so that a far view still names its boxes. */
const LEAST_ON_SCREEN = 0.85;

type Rect = { x1: number; x2: number; y1: number; y2: number };

/** The boxes whose names are written: trouble first, and none that would cover another one. */
export function chooseBoxTitles(scene: GraphScene, theme: CanvasTheme, zoom: number): Set<string> {
  const chosen = new Set<string>();
  const taken: Rect[] = [];
  const ranked = scene.boxes.toSorted((a, b) => rankOf(a) - rankOf(b));
  for (const box of ranked) {
    const area = scene.areas.get(box.id);
    if (area === undefined || !isNamed(box, zoom)) continue;
    const { grow, font, room, x, y } = placeTitle(theme, box, area, zoom);
    const width = Math.min(room, measureText(box.title, font)) * grow;
    const rect = { x1: x, x2: x + width, y1: y - HEIGHT * grow, y2: y };
    if (taken.some((one) => rect.x1 < one.x2 && one.x1 < rect.x2 && rect.y1 < one.y2 && one.y1 < rect.y2))
      continue;
    taken.push(rect);
    chosen.add(box.id);
  }
  return chosen;
}

function rankOf({ kind, health }: DrawnBox): number {
  return (kind === 'namespace' ? 0 : HEALTH_ORDER.length) + HEALTH_ORDER.indexOf(health);
}

function isNamed({ kind }: DrawnBox, zoom: number): boolean {
  return kind === 'namespace' || zoom >= 0.45;
}

function placeTitle(theme: CanvasTheme, { kind }: DrawnBox, area: Area, zoom: number) {
  const grow = Math.max(1, LEAST_ON_SCREEN / zoom);
  return {
    grow,
    font: kind === 'namespace' ? theme.fonts.box : theme.fonts.subtitle,
    // A name may reach beyond a narrow box: a cut one names nothing.
    room: Math.max(LEAST_ROOM, (area.right - area.left - 2 * INSET) / grow),
    x: area.left + INSET,
    y: area.top + BASELINE * Math.min(grow, 1.4),
  };
}

/** Writes the name of a box inside its upper left corner. */
export function paintBoxTitle(
  context: CanvasRenderingContext2D,
  theme: CanvasTheme,
  box: DrawnBox,
  area: Area,
  zoom: number,
): void {
  const { grow, font, room, x, y } = placeTitle(theme, box, area, zoom);
  const tone = toneOf(box.health);
  context.save();
  context.translate(x, y);
  context.scale(grow, grow);
  context.font = font;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = tone === 'failing' || tone === 'degraded' ? theme.tones[tone] : theme.muted;
  context.fillText(shortenText(box.title, font, room), 0, 0);
  context.restore();
}
