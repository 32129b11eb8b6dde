import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { makeSpan } from './make-span';

const ids = (nodes: readonly { span: { span_id: string } }[]) => nodes.map((node) => node.span.span_id);

describe('buildTrace()', () => {
  it('orders nodes depth first with siblings by start, whatever the order of arrival', () => {
    const trace = buildTrace('t', [
      makeSpan('late', 60, 10, { parent_span_id: 'root' }),
      makeSpan('leaf', 20, 5, { parent_span_id: 'early' }),
      makeSpan('root', 0, 100),
      makeSpan('early', 10, 30, { parent_span_id: 'root' }),
    ]);
    expect(ids(trace.nodes)).toEqual(['root', 'early', 'leaf', 'late']);
    expect(trace.nodes.map((node) => node.depth)).toEqual([0, 1, 2, 1]);
    expect(trace.nodes.map((node) => node.descendants)).toEqual([3, 1, 0, 0]);
    expect(trace).toMatchObject({ startUs: 0, endUs: 100, durationUs: 100, depth: 3, missingParents: 0 });
    expect(trace.services).toEqual(['root', 'early', 'leaf', 'late']);
  });

  it('keeps spans whose parent is missing as orphans after the true root', () => {
    const trace = buildTrace('t', [
      makeSpan('orphan', 0, 10, { parent_span_id: 'gone' }),
      makeSpan('twin', 5, 10, { parent_span_id: 'gone' }),
      makeSpan('root', 50, 10),
    ]);
    expect(ids(trace.roots)).toEqual(['root', 'orphan', 'twin']);
    expect(trace.roots.map((root) => root.isOrphan)).toEqual([false, true, true]);
    expect(trace.missingParents).toBe(1);
  });

  it('puts a server span below the client span that shares its id', () => {
    const trace = buildTrace('t', [
      makeSpan('shared', 1, 8, { parent_span_id: 'up', kind: 'SERVER' }),
      makeSpan('shared', 0, 10, { parent_span_id: 'up', kind: 'CLIENT' }),
      makeSpan('below', 2, 3, { parent_span_id: 'shared', kind: 'CLIENT' }),
    ]);
    expect(trace.nodes.map((node) => node.span.kind)).toEqual(['CLIENT', 'SERVER', 'CLIENT']);
    expect(trace.nodes.map((node) => node.depth)).toEqual([0, 1, 2]);
  });

  it('counts a repeated span once', () => {
    expect(buildTrace('t', [makeSpan('a', 0, 1), makeSpan('a', 0, 1)]).nodes).toHaveLength(1);
  });

  it('cuts loops of parents and keeps every span', () => {
    const trace = buildTrace('t', [
      makeSpan('a', 0, 10, { parent_span_id: 'c' }),
      makeSpan('b', 1, 8, { parent_span_id: 'a' }),
      makeSpan('c', 2, 6, { parent_span_id: 'b' }),
      makeSpan('self', 3, 1, { parent_span_id: 'self' }),
    ]);
    expect(ids(trace.nodes).sort()).toEqual(['a', 'b', 'c', 'self']);
  });

  it('gives each span the time its children leave to it', () => {
    const trace = buildTrace('t', [
      makeSpan('root', 0, 100),
      makeSpan('one', 10, 30, { parent_span_id: 'root' }),
      makeSpan('two', 30, 20, { parent_span_id: 'root' }),
      makeSpan('beyond', 90, 50, { parent_span_id: 'root' }),
    ]);
    expect(trace.nodes[0]?.selfUs).toBe(50);
  });

  it('handles a chain of thousands of calls', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) =>
      makeSpan(`s${i}`, i, 20_000 - 2 * i, i === 0 ? {} : { parent_span_id: `s${i - 1}` }),
    );
    expect(buildTrace('t', chain).depth).toBe(10_000);
  });

  it('loses no span and keeps depth one below the parent, for any parents', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 50 }), fc.nat(50));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (rows) => {
        const spans = rows.map(([parent, start, length], i) =>
          makeSpan(`s${i}`, start, length, { parent_span_id: parent === 14 ? '' : `s${parent}` }),
        );
        const trace = buildTrace('t', spans);
        expect(ids(trace.nodes).sort()).toEqual(spans.map((s) => s.span_id).sort());
        for (const node of trace.nodes) {
          expect(node.depth).toBe(node.parent === undefined ? 0 : node.parent.depth + 1);
          expect(node.selfUs).toBeGreaterThanOrEqual(0);
          expect(node.selfUs).toBeLessThanOrEqual(node.span.duration_us);
        }
      }),
    );
  });
});
