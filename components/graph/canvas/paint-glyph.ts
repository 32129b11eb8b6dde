import type { NodeLook } from '../look/node-look';
import type { CanvasTheme } from './canvas-theme';

/** The sign inside a node: trouble first, so that health never hangs on colour alone, else what kind of outsider it is. */
export function paintGlyph(context: CanvasRenderingContext2D, theme: CanvasTheme, look: NodeLook): void {
  const drop = look.shape === 'round-triangle' ? look.size * 0.12 : 0;
  context.save();
  context.translate(0, drop);
  if (look.count !== '') paintCount(context, theme, look);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  if (look.tone === 'failing') paintCross(context, theme.tones.failing);
  else if (look.tone === 'degraded') paintBang(context, theme.tones.degraded);
  else if (look.glyph !== '') GLYPHS[look.glyph](context, theme);
  context.restore();
}

/** How many nodes a folded namespace holds, below the sign of its health. */
function paintCount(context: CanvasRenderingContext2D, theme: CanvasTheme, { count, tone }: NodeLook): void {
  const isTroubled = tone === 'failing' || tone === 'degraded';
  context.font = theme.fonts.box;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = theme.text;
  context.fillText(count, 0, isTroubled ? 12 : 1);
  if (isTroubled) context.translate(0, -9);
}

const GLYPHS: Readonly<
  Record<Exclude<NodeLook['glyph'], ''>, (context: CanvasRenderingContext2D, theme: CanvasTheme) => void>
> = { '?': paintQuestion, gateway: paintGateway, external: paintGlobe };

function paintCross(context: CanvasRenderingContext2D, colour: string): void {
  context.lineWidth = 2.2;
  context.strokeStyle = colour;
  context.beginPath();
  context.moveTo(-4, -4);
  context.lineTo(4, 4);
  context.moveTo(4, -4);
  context.lineTo(-4, 4);
  context.stroke();
}

function paintBang(context: CanvasRenderingContext2D, colour: string): void {
  context.lineWidth = 2.2;
  context.strokeStyle = colour;
  context.beginPath();
  context.moveTo(0, -6);
  context.lineTo(0, 1);
  context.moveTo(0, 5.4);
  context.lineTo(0, 5.5);
  context.stroke();
}

function paintQuestion(context: CanvasRenderingContext2D, theme: CanvasTheme): void {
  context.font = theme.fonts.glyph;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = theme.muted;
  context.fillText('?', 0, 1);
}

/** An arrow through a gate. */
function paintGateway(context: CanvasRenderingContext2D, theme: CanvasTheme): void {
  context.lineWidth = 1.6;
  context.strokeStyle = theme.muted;
  context.beginPath();
  context.moveTo(-7, 0);
  context.lineTo(5, 0);
  context.moveTo(1.5, -3.5);
  context.lineTo(5, 0);
  context.lineTo(1.5, 3.5);
  context.moveTo(8, -5.5);
  context.lineTo(8, 5.5);
  context.stroke();
}

function paintGlobe(context: CanvasRenderingContext2D, theme: CanvasTheme): void {
  context.lineWidth = 1.3;
  context.strokeStyle = theme.muted;
  context.beginPath();
  context.arc(0, 0, 6, 0, 2 * Math.PI);
  context.moveTo(-6, 0);
  context.lineTo(6, 0);
  context.moveTo(2.6, 0);
  context.ellipse(0, 0, 2.6, 6, 0, 0, 2 * Math.PI);
  context.stroke();
}
