import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { findCriticalPath } from '@/lib/mesh/trace/critical-path';
import type { Span } from '@/lib/mesh/trace/span';
import { makeSpan } from './make-span';

function pathOf(spans: Span[]): string[] {
  const trace = buildTrace('t', spans);
  return findCriticalPath(trace).map(
    ({ spanIndex, startUs, endUs }) => `${trace.nodes[spanIndex]?.span.span_id} ${startUs}-${endUs}`,
  );
}

describe('findCriticalPath()', () => {
  it('belongs to the only span when there is one', () => {
    expect(pathOf([makeSpan('root', 5, 10)])).toEqual(['root 5-15']);
  });

  it('goes into the child that finished last and skips what ran beside it', () => {
    expect(
      pathOf([
        makeSpan('root', 0, 100),
        makeSpan('fast', 10, 20, { parent_span_id: 'root' }),
        makeSpan('slow', 10, 60, { parent_span_id: 'root' }),
      ]),
    ).toEqual(['root 0-10', 'slow 10-70', 'root 70-100']);
  });

  it('takes calls made one after the other in turn', () => {
    expect(
      pathOf([
        makeSpan('root', 0, 100),
        makeSpan('first', 10, 20, { parent_span_id: 'root' }),
        makeSpan('second', 40, 50, { parent_span_id: 'root' }),
      ]),
    ).toEqual(['root 0-10', 'first 10-30', 'root 30-40', 'second 40-90', 'root 90-100']);
  });

  it('cuts a child that outlives its parent at the parent’s end, and its children with it', () => {
    expect(
      pathOf([
        makeSpan('root', 0, 50),
        makeSpan('async', 20, 80, { parent_span_id: 'root' }),
        makeSpan('deep', 30, 60, { parent_span_id: 'async' }),
        makeSpan('tail', 95, 5),
      ]),
    ).toEqual(['root 0-20', 'async 20-30', 'deep 30-50', 'tail 95-100']);
  });

  it('leaves out a child that began after its parent ended', () => {
    expect(pathOf([makeSpan('root', 0, 50), makeSpan('after', 60, 5, { parent_span_id: 'root' })])).toEqual([
      'root 0-50',
    ]);
  });

  it('walks orphans when the root is missing', () => {
    expect(
      pathOf([
        makeSpan('a', 0, 40, { parent_span_id: 'gone' }),
        makeSpan('b', 50, 30, { parent_span_id: 'gone' }),
      ]),
    ).toEqual(['a 0-40', 'b 50-80']);
  });

  it('never overlaps itself and covers a root that holds all others exactly', () => {
    const child = fc.tuple(fc.nat(8), fc.nat(120), fc.nat(60));
    fc.assert(
      fc.property(fc.array(child, { maxLength: 8 }), (rows) => {
        const spans = rows.map(([parent, start, length], i) =>
          makeSpan(`s${i + 1}`, start, length, { parent_span_id: parent <= i ? `s${parent}` : 's0' }),
        );
        const trace = buildTrace('t', [makeSpan('s0', 0, 100), ...spans]);
        const path = findCriticalPath(trace).filter((segment) => segment.startUs < 100);
        let cursor = 0;
        for (const segment of path) {
          expect(segment.startUs).toBe(cursor);
          cursor = segment.endUs;
        }
        expect(cursor).toBe(100);
      }),
    );
  });
});
