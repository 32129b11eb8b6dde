import type { EdgeSingular } from 'cytoscape';
import type { EdgeLook } from '../look/edge-look';
import type { Tone } from '../look/tone';
import type { CanvasTheme } from './canvas-theme';
import type { Element } from './renderer-of';

type Line = Pick<EdgeLook, 'width' | 'tone' | 'line'>;
type Batch = { line: Line; path: Path2D };

/** Trouble lies above everything else. */
const ORDER: readonly Tone[] = ['idle', 'info', 'ok', 'degraded', 'failing'];
const DASHES: Readonly<Record<EdgeLook['line'], number[]>> = { solid: [], dashed: [7, 4], dotted: [2, 4] };

/**
 * Straight lines of thousands of edges, all of one look in one stroke: by itself cytoscape measures and strokes each alone,
 * which takes ten times as long.
 */
export class LineBatches {
  readonly #batches = new Map<string, Batch>();

  /** Takes an edge that is a plain straight line; false for everything else. */
  take(element: Element): element is EdgeSingular {
    if (!element.isEdge()) return false;
    const { width, tone, line, isLoop } = element.data() as Line & { isLoop: boolean };
    if (isLoop || element.hasClass('selected') || element.hasClass('hovered')) return false;
    const key = `${tone} ${line} ${width}`;
    const batch = this.#batches.get(key) ?? { line: { width, tone, line }, path: new Path2D() };
    this.#batches.set(key, batch);
    const from = element.source().position();
    const to = element.target().position();
    batch.path.moveTo(from.x, from.y);
    batch.path.lineTo(to.x, to.y);
    return true;
  }

  /** Strokes what was taken, and forgets it. */
  paint(context: CanvasRenderingContext2D, theme: CanvasTheme): void {
    if (this.#batches.size === 0) return;
    const sorted = [...this.#batches.values()].sort(
      (a, b) => ORDER.indexOf(a.line.tone) - ORDER.indexOf(b.line.tone),
    );
    context.save();
    context.lineCap = 'butt';
    for (const { line, path } of sorted) {
      context.lineWidth = line.line === 'dotted' ? 1 : line.width;
      context.strokeStyle = theme.softTones[line.tone];
      context.setLineDash(DASHES[line.line]);
      context.stroke(path);
    }
    context.restore();
    this.#batches.clear();
  }
}
