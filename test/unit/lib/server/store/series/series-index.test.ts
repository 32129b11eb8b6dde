import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLabelValues, type SeriesLabels } from '@/lib/mesh/metrics/series-labels';
import { seriesHash } from '@/lib/server/store/series/series-hash';
import { SeriesIndex } from '@/lib/server/store/series/series-index';

const labelsOf = (reporter: string, source: string, destination: string): SeriesLabels => ({
  ...fromLabelValues([]),
  reporter,
  source_workload: source,
  destination_workload: destination,
});

const labelSets = fc.array(
  fc.tuple(
    fc.constantFrom('source', 'destination'),
    fc.constantFrom('a', 'b', 'c'),
    fc.constantFrom('a', 'b', 'c'),
  ),
  { maxLength: 30 },
);

describe('SeriesIndex', () => {
  it('selects exactly the series whose labels match', () => {
    fc.assert(
      fc.property(
        labelSets,
        fc.constantFrom('a', 'b', 'c'),
        fc.subarray(['a', 'b', 'c']),
        (sets, source, destinations) => {
          const index = new SeriesIndex();
          for (const [i, set] of sets.entries()) index.add(i + 1, labelsOf(...set));
          const found = index.select({ source_workload: source, destination_workload: destinations });
          const expected = sets.flatMap(([, from, to], i) =>
            from === source && destinations.includes(to) ? [i + 1] : [],
          );
          expect(found).toEqual(expected);
        },
      ),
    );
  });

  it('selects all series for an empty selector, and forgets removed ones', () => {
    const index = new SeriesIndex();
    index.add(2, labelsOf('source', 'a', 'b'));
    index.add(1, labelsOf('source', 'b', 'c'));
    expect(index.select({})).toEqual([1, 2]);
    index.remove(2);
    expect(index.select({})).toEqual([1]);
    expect(index.values('source_workload')).toEqual(['b']);
    expect(index.labels(2)).toBeUndefined();
  });
});

describe('seriesHash()', () => {
  it('differs when values move between labels', () => {
    expect(seriesHash(labelsOf('source', 'ab', 'c'))).not.toBe(seriesHash(labelsOf('source', 'a', 'bc')));
  });

  it('is an UUID', () => {
    expect(seriesHash(labelsOf('source', 'a', 'b'))).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});
