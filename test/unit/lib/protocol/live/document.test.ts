import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDelta, diffDocument, type LiveDocument } from '@/lib/protocol/live/document';

const before: LiveDocument = {
  edges: {
    a: { rate: 1, codes: [{ code: '200', rate: 1 }], latency: { p50: 4 } },
    b: { rate: 2 },
    c: { rate: 3 },
  },
  meta: { window: { from: 0, to: 1 } },
};

describe('diffDocument()', () => {
  it('says only the fields that changed of an item, and nothing of one that did not', () => {
    const after = {
      edges: {
        a: { rate: 1, codes: [{ code: '200', rate: 2 }], latency: { p50: 4 } },
        b: { rate: 2 },
        d: { rate: 4 },
      },
      meta: { window: { from: 0, to: 2 } },
    };
    expect(diffDocument(before, after)).toEqual({
      edges: { set: { d: { rate: 4 } }, patch: { a: { codes: [{ code: '200', rate: 2 }] } }, remove: ['c'] },
      meta: { patch: { window: { to: 2 } } },
    });
  });

  it('sends an item whole when a field is gone, and nothing when all is equal', () => {
    const after = {
      ...before,
      edges: { ...before.edges, a: { rate: 1, codes: [{ code: '200', rate: 1 }] } },
    };
    expect(diffDocument(before, after)?.edges?.set).toEqual({ a: after.edges.a });
    expect(diffDocument(before, structuredClone(before))).toBeUndefined();
  });
});

describe('applyDelta()', () => {
  it('leads from any document to any other, and leaves what did not change as it is', () => {
    const item = fc.oneof(
      fc.integer(),
      fc.string(),
      fc.record(
        { rate: fc.integer(), name: fc.string(), list: fc.array(fc.integer()) },
        { requiredKeys: [] },
      ),
    );
    const document = fc.record({ nodes: fc.dictionary(fc.constantFrom('a', 'b', 'c'), item) });
    fc.assert(
      fc.property(document, document, (one, other) => {
        const delta = diffDocument(one, other);
        expect(delta === undefined ? one : applyDelta(one, JSON.parse(JSON.stringify(delta)))).toEqual(other);
      }),
    );
    const next = applyDelta(before, { edges: { patch: { a: { rate: 9 } } } });
    expect(next.edges?.b).toBe(before.edges?.b);
    expect(next.edges?.a).toEqual({ rate: 9, codes: [{ code: '200', rate: 1 }], latency: { p50: 4 } });
  });
});
