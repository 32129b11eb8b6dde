import type { Area } from '@/lib/mesh/graph/layout/scene';
import { shortenText } from '../layout/measure-text';
import { toneOf } from '../look/tone';
import type { DrawnBox } from '../model/drawn-graph';
import type { CanvasTheme } from './canvas-theme';

const INSET = 14;
const BASELINE = 19;
/** Pixels of the name that are written whatever the box. */
const LEAST_ROOM = 110;
/** Titles never shrink below this share of their size on the screen, so that a far view still names its boxes. */
const LEAST_ON_SCREEN = 0.85;

/** Writes the name of a box inside its upper left corner. */
export function paintBoxTitle(
  context: CanvasRenderingContext2D,
  theme: CanvasTheme,
  box: DrawnBox,
  area: Area,
  zoom: number,
): void {
  const isNamespace = box.kind === 'namespace';
  if (!isNamespace && zoom < 0.45) return;
  const grow = Math.max(1, LEAST_ON_SCREEN / zoom);
  const font = isNamespace ? theme.fonts.box : theme.fonts.subtitle;
  // A name may reach beyond a narrow box: a cut one names nothing.
  const room = Math.max(LEAST_ROOM, (area.right - area.left - 2 * INSET) / grow);
  const tone = toneOf(box.health);
  context.save();
  context.translate(area.left + INSET, area.top + BASELINE * Math.min(grow, 1.4));
  context.scale(grow, grow);
  context.font = font;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = tone === 'failing' || tone === 'degraded' ? theme.tones[tone] : theme.muted;
  context.fillText(shortenText(box.title, font, room), 0, 0);
  context.restore();
}
