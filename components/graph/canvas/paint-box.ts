import { AreaIndex } from '@/lib/mesh/graph/layout/area-index';
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

/** The boxes whose names are written, and where: trouble first, and none that would cover another one. */
export function chooseBoxTitles(scene: GraphScene, theme: CanvasTheme, zoom: number): Map<string, Area> {
  const chosen = new Map<string, Area>();
  const taken = new AreaIndex();
  const ranked = scene.boxes.toSorted((a, b) => rankOf(a) - rankOf(b));
  for (const box of ranked) {
    const area = scene.areas.get(box.id);
    if (area === undefined || !isNamed(box, zoom)) continue;
    const { grow, font, room, x, y } = placeTitle(theme, box, area, zoom);
    const width = Math.min(room, measureText(box.title, font)) * grow;
    const written = { left: x, right: x + width, top: y - HEIGHT * grow, bottom: y };
    if (!taken.isFree(written)) continue;
    taken.add(written);
    chosen.set(box.id, written);
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
