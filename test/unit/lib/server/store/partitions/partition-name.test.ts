import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePartitionName, partitionName } from '@/lib/server/store/partitions/partition-name';

describe('partitionName()', () => {
  it('says table, start and width', () => {
    const start = Date.UTC(2026, 10, 22, 21);
    expect(partitionName('spans', start, start + 3_600_000)).toBe('spans_p20261122_2100_60m');
  });

  it('is read back by parsePartitionName()', () => {
    const starts = fc.integer({ min: 0, max: 4_000_000 }).map((n) => n * 600_000);
    fc.assert(
      fc.property(
        fc.constantFrom('spans', 'points_10s'),
        starts,
        fc.integer({ min: 1, max: 50_000 }),
        (table, startMs, minutes) => {
          const endMs = startMs + minutes * 60_000;
          const name = partitionName(table, startMs, endMs);
          expect(parsePartitionName(name)).toEqual({ table, name, startMs, endMs });
        },
      ),
    );
  });
});

describe('parsePartitionName()', () => {
  it('knows no other tables', () => {
    expect(parsePartitionName('series')).toBeUndefined();
  });
});
