import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeWeightedPoint } from '@/lib/mesh/metrics/merge-weighted';
import { copyPoint, createPoint, mergePoint, type Point } from '@/lib/mesh/metrics/point';
import { makePoint } from '@/test/support/traffic';

const point = fc
  .record({ requests: fc.nat(50), latencyMs: fc.integer({ min: 1, max: 5_000 }), tcpOpened: fc.nat(9) })
  .map(({ requests, latencyMs, tcpOpened }) => makePoint(requests, latencyMs, { tcpOpened }));

function merged(...points: Point[]): Point {
  const sum = createPoint();
  for (const one of points) mergePoint(sum, one);
  return sum;
}

describe('mergePoint()', () => {
  it('is commutative and associative, with the empty point as neutral element', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        expect(merged(a, b)).toEqual(merged(b, a));
        expect(merged(merged(a, b), c)).toEqual(merged(a, merged(b, c)));
        expect(merged(a, createPoint())).toEqual(merged(a));
      }),
    );
  });

  it('gives for a roll-up of roll-ups the roll-up of all', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 12 }), fc.nat(12), (points, cut) => {
        const [first, second] = [points.slice(0, cut), points.slice(cut)];
        expect(merged(merged(...first), merged(...second))).toEqual(merged(...points));
      }),
    );
  });

  it('does not touch what it adds', () => {
    const source = makePoint(3, 20);
    const before = copyPoint(source);
    const sum = merged(source);
    mergePoint(sum, makePoint(1, 20));
    expect(source).toEqual(before);
  });
});

describe('mergeWeightedPoint()', () => {
  it('adds up to the whole point from its shares', () => {
    fc.assert(
      fc.property(point, fc.integer({ min: 0, max: 100 }), (whole, percent) => {
        const sum = createPoint();
        mergeWeightedPoint(sum, whole, percent / 100);
        mergeWeightedPoint(sum, whole, 1 - percent / 100);
        expect(sum.requests).toBeCloseTo(whole.requests, 6);
        expect(sum.responseBytes).toBeCloseTo(whole.responseBytes, 6);
      }),
    );
  });
});
