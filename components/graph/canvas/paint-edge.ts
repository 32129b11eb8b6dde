import { pointOnCurve } from '@/lib/mesh/graph/layout/edge-curve';
import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import { measureText } from '../layout/measure-text';
import type { EdgeLook, PlatePart } from '../look/edge-look';
import { type CanvasTheme, withAlpha } from './canvas-theme';
import type { SceneCurve } from './graph-scene';

const HEIGHT = 17;
const PADDING = 5;
const BETWEEN = 6;

/** How large a plate is where it is not scaled. */
export function plateSize(
  theme: CanvasTheme,
  parts: readonly PlatePart[],
): { width: number; height: number } {
  const width = parts.reduce((sum, { text }) => sum + measureText(text, theme.fonts.plate), 0);
  return { width: width + BETWEEN * (parts.length - 1) + 2 * PADDING, height: HEIGHT };
}

/** A small plate with numbers on an edge; `scale` keeps it readable in a far view. */
export function paintPlate(
  context: CanvasRenderingContext2D,
  theme: CanvasTheme,
  parts: readonly PlatePart[],
  at: Point,
  scale: number,
): void {
  if (parts.length === 0) return;
  const font = theme.fonts.plate;
  const widths = parts.map(({ text }) => measureText(text, font));
  const { width } = plateSize(theme, parts);
  const trouble = parts.find(({ tone }) => tone === 'failing' || tone === 'degraded');
  context.save();
  context.translate(at.x, at.y);
  context.scale(scale, scale);
  context.beginPath();
  context.roundRect(-width / 2, -HEIGHT / 2, width, HEIGHT, 4);
  context.fillStyle = withAlpha(theme.surface, 0.94);
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle =
    trouble === undefined ? theme.border : withAlpha(theme.tones[trouble.tone as 'failing'], 0.55);
  context.stroke();
  context.font = font;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  let x = PADDING - width / 2;
  for (const [index, { text, tone }] of parts.entries()) {
    context.fillStyle = tone === 'text' ? theme.muted : theme.tones[tone];
    context.fillText(text, x, 0.5);
    x += (widths[index] ?? 0) + BETWEEN;
  }
  context.restore();
}

/** A padlock near the source of an edge: closed over mutual TLS, open and in warning colour where only some of it is. */
export function paintLock(
  context: CanvasRenderingContext2D,
  theme: CanvasTheme,
  lock: EdgeLook['lock'],
  curve: SceneCurve,
): void {
  if (lock === '') return;
  const { x, y } = pointOnCurve(curve.from, curve.controls, curve.to, 0.24);
  const colour = lock === 'open' ? theme.tones.degraded : theme.muted;
  context.save();
  context.translate(x, y);
  context.beginPath();
  context.arc(0, 0, 7.5, 0, 2 * Math.PI);
  context.fillStyle = theme.surface;
  context.fill();
  context.beginPath();
  context.roundRect(-3.5, -0.5, 7, 5, 1);
  context.fillStyle = colour;
  context.fill();
  context.beginPath();
  context.lineWidth = 1.2;
  context.strokeStyle = colour;
  context.arc(lock === 'open' ? 1.8 : 0, -1, 2.2, Math.PI, 2 * Math.PI);
  context.stroke();
  context.restore();
}
