import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CanvasTheme } from '@/components/graph/canvas/canvas-theme';
import { paintInBatches } from '@/components/graph/canvas/paint-reduced';
import type { Element } from '@/components/graph/canvas/renderer-of';

class Path {
  readonly points: number[] = [];
  moveTo(x: number, y: number): void {
    this.points.push(x, y);
  }
  lineTo(x: number, y: number): void {
    this.points.push(x, y);
  }
}

beforeEach(() => {
  vi.stubGlobal('Path2D', Path);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const theme = { softTones: { ok: 'green', failing: 'red', degraded: 'amber', idle: 'grey', info: 'blue' } };

function nodeAt(id: string, x: number): Element {
  return { id: () => id, isEdge: () => false, position: () => ({ x, y: 0 }) } as unknown as Element;
}

function edge(id: string, from: Element, to: Element, data: object, marks: readonly string[] = []): Element {
  return {
    id: () => id,
    isEdge: () => true,
    hasClass: (name: string) => marks.includes(name),
    data: () => ({ width: 2, tone: 'ok', line: 'solid', isLoop: false, ...data }),
    source: () => from,
    target: () => to,
  } as unknown as Element;
}

/** What was painted, in order. */
function paint(elements: readonly Element[]): string[] {
  const painted: string[] = [];
  const context = {
    save: () => undefined,
    restore: () => undefined,
    dash: [] as number[],
    strokeStyle: '',
    lineWidth: 0,
    setLineDash(dash: number[]) {
      this.dash = dash;
    },
    stroke(path: Path) {
      painted.push(`${this.strokeStyle} ${this.lineWidth} [${this.dash}] ${path.points}`);
    },
  };
  paintInBatches(
    context as unknown as CanvasRenderingContext2D,
    elements,
    theme as unknown as CanvasTheme,
    (element) => painted.push(element.id()),
  );
  return painted;
}

describe('paintInBatches()', () => {
  const [box, a, b] = [nodeAt('box', 0), nodeAt('a', 1), nodeAt('b', 2)];

  it('strokes lines of one look together, trouble last, between boxes and nodes', () => {
    const lines = [edge('1', a, b, { tone: 'failing' }), edge('2', a, b, {}), edge('3', b, a, {})];
    expect(paint([box, ...lines, a, b])).toEqual([
      'box',
      'green 2 [] 1,0,2,0,2,0,1,0',
      'red 2 [] 1,0,2,0',
      'a',
      'b',
    ]);
  });

  it('dashes what carries no requests', () => {
    const lines = [edge('1', a, b, { line: 'dashed' }), edge('2', a, b, { line: 'dotted', tone: 'idle' })];
    expect(paint(lines)).toEqual(['grey 1 [2,4] 1,0,2,0', 'green 2 [7,4] 1,0,2,0']);
  });

  it('leaves loops and what is pointed at to cytoscape, above the lines before them', () => {
    const lines = [
      edge('1', a, b, {}),
      edge('loop', a, a, { isLoop: true }),
      edge('2', a, b, {}, ['selected']),
    ];
    expect(paint(lines)).toEqual(['green 2 [] 1,0,2,0', 'loop', '2']);
  });
});
