import { describe, expect, it } from 'vitest';
import { plotRows } from '@/components/charts/plot-rows';

const data = (...columns: (number | null)[][]) => ({
  timesMs: (columns[0] ?? []).map((_, at) => at * 1_000),
  stepMs: 1_000,
  series: columns.map((values, index) => ({ key: `${index}`, label: `${index}`, color: 'red', values })),
});
const column = (rows: ReturnType<typeof plotRows>, index: number) => rows.map(({ v }) => v[index]);

describe('plotRows()', () => {
  it('leaves out a band where it is nothing, up to where it rises', () => {
    const rows = plotRows(data([5, 5, 5, 5, 5, 5], [0, 0, 0, 2, 0, 0]), 'stack');
    expect(column(rows, 0)).toEqual([5, 5, 5, 5, 5, 5]);
    expect(column(rows, 1)).toEqual([null, null, 0, 2, 0, null]);
    expect(column(plotRows(data([0, 0, 0]), 'stack'), 0)).toEqual([null, null, null]);
  });

  it('keeps the zeros of lines', () => {
    expect(column(plotRows(data([0, 0, 0]), 'line'), 0)).toEqual([0, 0, 0]);
  });

  it('knows the points that no line would show', () => {
    const rows = plotRows(data([null, 4, null, 3, 2]), 'line');
    expect(rows.map(({ isLone }) => isLone[0])).toEqual([false, true, false, false, false]);
  });
});
