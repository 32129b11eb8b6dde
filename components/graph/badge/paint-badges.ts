import type { CanvasTheme } from '../canvas/canvas-theme';
import { BADGE_SIGNS, type BadgeKind } from './badge-kind';

const RADIUS = 7;
const STRIDE = 16;
/** More would be wider than the label; what is left out is counted. */
const MOST = 4;

const paths = new Map<BadgeKind, Path2D>();

/** Paints badges in a row over a node; the context's origin is the node's centre. `top` is how far its outline reaches up. */
export function paintBadges(
  context: CanvasRenderingContext2D,
  theme: CanvasTheme,
  kinds: readonly BadgeKind[],
  top: number,
  grow: number,
): void {
  if (kinds.length === 0) return;
  const shown = kinds.length > MOST ? kinds.slice(0, MOST - 1) : kinds;
  const left = kinds.length - shown.length;
  const places = shown.length + (left > 0 ? 1 : 0);
  context.save();
  context.translate(0, -top - 4 - RADIUS * grow);
  context.scale(grow, grow);
  context.translate((-(places - 1) * STRIDE) / 2, 0);
  for (const kind of shown) {
    paintDisc(context, theme);
    paintSign(context, theme, kind);
    context.translate(STRIDE, 0);
  }
  if (left > 0) paintMore(context, theme, left);
  context.restore();
}

function paintDisc(context: CanvasRenderingContext2D, theme: CanvasTheme): void {
  context.beginPath();
  context.arc(0, 0, RADIUS, 0, 2 * Math.PI);
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
    drawn = new Path2D(path);
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
