import { describe, expect, it } from 'vitest';
import { sliceWindow } from '@/lib/server/store/database/slice-window';

const HOUR_MS = 3_600_000;

describe('sliceWindow()', () => {
  it.each([1, 29_999, 30_000, 61_234, HOUR_MS, 6 * HOUR_MS, 24 * 30 * HOUR_MS])(
    'covers a window of %i ms without gap or overlap, newest first',
    (length) => {
      const window = { fromMs: 1_000_000, toMs: 1_000_000 + length };
      const slices = [...sliceWindow(window)];
      expect(slices[0]?.toMs).toBe(window.toMs);
      expect(slices.at(-1)?.fromMs).toBe(window.fromMs);
      for (const [i, slice] of slices.entries()) {
        expect(slice.fromMs).toBeLessThan(slice.toMs);
        if (i > 0) expect(slice.toMs).toBe(slices[i - 1]?.fromMs);
      }
      expect(slices.length).toBeLessThan(20);
    },
  );

  it('begins with a small slice, so that the first results come at once', () => {
    const [first] = [...sliceWindow({ fromMs: 0, toMs: 6 * HOUR_MS })];
    expect(first).toEqual({ fromMs: 6 * HOUR_MS - 60_000, toMs: 6 * HOUR_MS });
  });

  it('has nothing to say of an empty window', () => {
    expect([...sliceWindow({ fromMs: 5, toMs: 5 })]).toEqual([]);
  });
});
