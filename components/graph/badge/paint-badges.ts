import type { CanvasTheme } from '../canvas/canvas-theme';
import { BADGE_SIGNS, type BadgeKind } from './badge-kind';
import { BADGE_ROW, badgeRow } from './badge-row';

/** With what it was made from, for those who write it down. */
const paths = new Map<BadgeKind, Path2D & { text: string }>();

/** Paints badges in a row that starts at the context's origin, on its line. */
export function paintBadges(
  context: CanvasRenderingContext2D,
  theme: CanvasTheme,
  kinds: readonly BadgeKind[],
  room?: number,
): void {
  const { shown, left } = badgeRow(kinds, room);
  context.save();
  context.translate(BADGE_ROW.gap + BADGE_ROW.radius, 0);
  for (const kind of shown) {
    paintDisc(context, theme);
    paintSign(context, theme, kind);
    context.translate(BADGE_ROW.stride, 0);
  }
  if (left > 0) paintMore(context, theme, left);
  context.restore();
}

function paintDisc(context: CanvasRenderingContext2D, theme: CanvasTheme): void {
  context.beginPath();
  context.arc(0, 0, BADGE_ROW.radius, 0, 2 * Math.PI);
  context.fillStyle = theme.surface;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = theme.borderStrong;
  context.stroke();
}

function paintSign(context: CanvasRenderingContext2D, theme: CanvasTheme, kind: BadgeKind): void {
  const { path, isFilled = false, tone } = BADGE_SIGNS[kind];
  let drawn = paths.get(kind);
  if (drawn === undefined) {
    drawn = Object.assign(new Path2D(path), { text: path });
    paths.set(kind, drawn);
  }
  const colour = tone === 'muted' ? theme.muted : theme.tones[tone];
  if (isFilled) {
    context.fillStyle = colour;
    context.fill(drawn);
    return;
  }
  context.lineWidth = 1.3;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = colour;
  context.stroke(drawn);
}

function paintMore(context: CanvasRenderingContext2D, theme: CanvasTheme, left: number): void {
  paintDisc(context, theme);
  context.font = theme.fonts.chip;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = theme.muted;
  context.fillText(`+${left}`, 0, 0.5);
}
