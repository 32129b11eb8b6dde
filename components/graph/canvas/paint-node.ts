import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import type { BadgeKind } from '../badge/badge-kind';
import { paintBadges } from '../badge/paint-badges';
import { shortenText } from '../layout/measure-text';
import { LABEL, labelWidths, RING_GAP } from '../layout/node-extents';
import type { NodeLook } from '../look/node-look';
import { type CanvasTheme, withAlpha } from './canvas-theme';
import { paintGlyph } from './paint-glyph';

/** An arc shorter than this share of the ring could not be seen. */
const LEAST_ARC = 0.03;

/** Paints what a node says: arc of errors, glyph, name, version chip. `text` is how the name is written, `room` how many badges fit. */
export function paintNode(
  context: CanvasRenderingContext2D,
  theme: CanvasTheme,
  look: NodeLook,
  at: Point,
  text: { opacity: number; grow: number; shift: number; room: number | undefined },
  badges: readonly BadgeKind[],
): void {
  context.save();
  context.translate(at.x, at.y);
  paintErrors(context, theme, look);
  paintGlyph(context, theme, look);
  context.globalAlpha *= text.opacity;
  if (text.opacity > 0) paintLabel(context, theme, look, text, badges);
  context.restore();
}

/** From the centre to the arc of errors, around whatever shape. */
export function ringRadius({ shape, size }: NodeLook): number {
  const corner = shape === 'round-rectangle' ? 1.22 : shape === 'round-triangle' ? 1.12 : 1;
  return (size / 2) * corner + RING_GAP;
}

function paintErrors(context: CanvasRenderingContext2D, theme: CanvasTheme, look: NodeLook): void {
  const { errorShare, tone } = look;
  if (errorShare <= 0 || (tone !== 'failing' && tone !== 'degraded')) return;
  const radius = ringRadius(look);
  const start = -Math.PI / 2;
  context.lineWidth = 3;
  context.lineCap = 'butt';
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.strokeStyle = withAlpha(theme.tones[tone], 0.2);
  context.stroke();
  context.beginPath();
  context.arc(0, 0, radius, start, start + 2 * Math.PI * Math.max(LEAST_ARC, Math.min(1, errorShare)));
  context.strokeStyle = theme.tones.failing;
  context.stroke();
}

function paintLabel(
  context: CanvasRenderingContext2D,
  theme: CanvasTheme,
  look: NodeLook,
  { grow, shift, room }: { grow: number; shift: number; room: number | undefined },
  badges: readonly BadgeKind[],
): void {
  const { whole, title, chip } = labelWidths(look, theme.fonts);
  const hasRing = look.errorShare > 0 && (look.tone === 'failing' || look.tone === 'degraded');
  context.translate(shift, (hasRing ? ringRadius(look) + 1 : look.size / 2) + LABEL.gap);
  context.scale(grow, grow);
  const middle = LABEL.line / 2 - 1;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = theme.bg;
  context.font = theme.fonts.title;
  context.fillStyle = look.isIdle ? theme.faint : theme.text;
  writeOutlined(context, shortenText(look.title, theme.fonts.title, LABEL.titleMost), -whole / 2, middle);
  if (chip > 0) paintChip(context, theme, look.chip, title - whole / 2 + LABEL.chipGap, middle, chip);
  paintBadgesAt(context, theme, badges, { x: whole / 2, y: middle, room });
  if (look.subtitle === '') return;
  context.font = theme.fonts.subtitle;
  context.textAlign = 'center';
  context.lineWidth = 3;
  context.strokeStyle = theme.bg;
  context.fillStyle = theme.faint;
  writeOutlined(
    context,
    shortenText(look.subtitle, theme.fonts.subtitle, LABEL.titleMost),
    0,
    middle + LABEL.line,
  );
}

function paintBadgesAt(
  context: CanvasRenderingContext2D,
  theme: CanvasTheme,
  badges: readonly BadgeKind[],
  { x, y, room }: Point & { room: number | undefined },
): void {
  if (badges.length === 0) return;
  context.save();
  context.translate(x, y);
  paintBadges(context, theme, badges, room);
  context.restore();
}

function paintChip(
  context: CanvasRenderingContext2D,
  theme: CanvasTheme,
  text: string,
  x: number,
  middle: number,
  width: number,
): void {
  context.beginPath();
  context.roundRect(x, middle - 7.5, width, 14, 3);
  context.fillStyle = theme.surface;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = theme.borderStrong;
  context.stroke();
  context.font = theme.fonts.chip;
  context.fillStyle = theme.muted;
  context.fillText(shortenText(text, theme.fonts.chip, LABEL.chipMost), x + LABEL.chipPadding, middle);
}

function writeOutlined(context: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}
