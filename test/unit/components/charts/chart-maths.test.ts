import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestIndex } from '@/components/charts/chart-data';
import { ChartStore } from '@/components/charts/chart-store';
import { foldCounts, heatRows } from '@/components/charts/heat-scale';
import { niceScale } from '@/components/charts/nice-scale';
import { assignColors, codeClass } from '@/components/charts/series-color';
import { layOnGrid, timeGrid } from '@/components/charts/time-grid';
import { timeTicks } from '@/components/charts/time-ticks';

describe('niceScale()', () => {
  it('holds the largest value within a few round steps from zero', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (largest) => {
        const { max, ticks } = niceScale(largest);
        expect(max).toBeGreaterThanOrEqual(largest * 0.998);
        expect(max).toBeLessThanOrEqual(largest * 2.6);
        expect(ticks[0]).toBe(0);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it('has an axis where there is nothing to show', () => {
    expect(niceScale(0).ticks).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(niceScale(Number.NaN).max).toBe(1);
  });
});

describe('timeGrid()', () => {
  it('aligns to any bucket of the console', () => {
    expect(timeGrid({ from: 10_000, to: 30_000 }, 5, 12_000)).toEqual([
      7_000, 12_000, 17_000, 22_000, 27_000,
    ]);
  });

  it('makes what is missing a gap', () => {
    expect(
      layOnGrid(
        [
          { t: 0, v: 1 },
          { t: 20, v: 3 },
        ],
        [0, 10, 20],
        ({ v }) => v,
      ),
    ).toEqual([1, null, 3]);
  });
});

describe('timeTicks()', () => {
  it('stays within the span and under the count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 1e10 }), (span) => {
        const ticks = timeTicks(5e11, 5e11 + span, 6);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(ticks.every((tick) => tick >= 5e11 && tick <= 5e11 + span)).toBe(true);
      }),
    );
  });

  it('lands on round minutes', () => {
    expect(timeTicks(30_000, 300_000, 6)).toEqual([60_000, 120_000, 180_000, 240_000, 300_000]);
  });
});

describe('assignColors()', () => {
  it('gives a key the same colour whatever the order it comes in', () => {
    expect(assignColors(['v3', 'v1', 'v2']).get('v2')).toBe(assignColors(['v2', 'v3', 'v1']).get('v2'));
  });
});

describe('codeClass()', () => {
  it.each([
    ['200', '2xx'],
    ['503', '5xx'],
    ['-', 'no response'],
    ['0', 'grpc ok'],
    ['14', 'grpc error'],
    ['other', 'other'],
  ])('%s is %s', (code, name) => {
    expect(codeClass(code)).toBe(name);
  });
});

describe('heatRows()', () => {
  it('cuts empty bounds away and keeps every request', () => {
    const heat = { bounds: [1, 2, 5, 10], cells: [{ t: 0, counts: [0, 3, 0, 0, 2] }] };
    const { rows, rowOf } = heatRows(heat);
    expect(rows[0]).toEqual({ fromMs: 1, toMs: 2 });
    expect(rows.at(-1)).toEqual({ fromMs: 10, toMs: Number.POSITIVE_INFINITY });
    expect(foldCounts([0, 3, 0, 0, 2], rowOf, rows.length)).toEqual([3, 0, 0, 2]);
  });

  it('folds many bounds into few rows without losing any', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 2, maxLength: 120 }), (counts) => {
        const bounds = counts.slice(1).map((_, index) => index + 1);
        const { rows, rowOf } = heatRows({ bounds, cells: [{ t: 0, counts }] });
        expect(rows.length).toBeLessThanOrEqual(28);
        const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
        expect(sum(foldCounts(counts, rowOf, rows.length))).toBe(sum(counts));
      }),
    );
  });
});

describe('ChartStore', () => {
  it('says the window that was dragged, whichever way', () => {
    const store = new ChartStore();
    store.startBrush(500);
    store.moveBrush(200);
    expect(store.endBrush()).toEqual({ fromMs: 200, toMs: 500 });
    expect(store.endBrush()).toBeUndefined();
  });
});

describe('nearestIndex()', () => {
  it('stays within the data', () => {
    const data = { timesMs: [100, 110, 120], stepMs: 10, series: [] };
    expect([0, 104, 106, 999].map((at) => nearestIndex(data, at))).toEqual([0, 0, 1, 2]);
  });
});
