import { describe, expect, it } from 'vitest';
import { createPoint } from '@/lib/mesh/metrics/point';
import { type FoldedPoints, foldPoints } from '@/lib/server/store/sink/fold-points';

const sample = (series: number, second: number, requests: number) => ({
  series,
  second,
  point: { ...createPoint(), requests },
});

describe('foldPoints()', () => {
  it('adds seconds of one series to their 10 s bucket', () => {
    const folded: FoldedPoints = new Map();
    foldPoints(folded, [sample(1, 100, 1), sample(1, 109, 2), sample(1, 110, 4), sample(2, 100, 8)]);
    const sums = [...folded].map(([bucket, points]) => [
      bucket,
      [...points].map(([id, point]) => [id, point.requests]),
    ]);
    expect(sums).toEqual([
      [
        100,
        [
          [1, 3],
          [2, 8],
        ],
      ],
      [110, [[1, 4]]],
    ]);
  });

  it('leaves the samples as they were', () => {
    const first = sample(1, 100, 1);
    foldPoints(new Map(), [first, sample(1, 101, 2)]);
    expect(first.point.requests).toBe(1);
  });
});
