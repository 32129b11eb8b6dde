import { describe, expect, it } from 'vitest';
import { barLayout } from '@/components/charts/bar-layout';
import { logScale } from '@/components/charts/log-scale';

const plot = { left: 10, top: 0, width: 100, height: 100 };

describe('barLayout()', () => {
  it('stacks counts upwards on a round scale', () => {
    const { top, boxes } = barLayout({
      bars: [{ t: 0, counts: [60, 20] }],
      stepMs: 10,
      fromMs: 0,
      toMs: 100,
      plot,
    });
    expect(top).toBe(100);
    expect(boxes.map(({ y, height }) => [y, height])).toEqual([
      [40, 60],
      [20, 20],
    ]);
  });

  it('keeps one failure among thousands visible', () => {
    const { boxes } = barLayout({
      bars: [{ t: 0, counts: [9_999, 1] }],
      stepMs: 10,
      fromMs: 0,
      toMs: 100,
      plot,
    });
    expect(boxes[1]?.height).toBeGreaterThanOrEqual(2);
  });

  it('cuts bars at the edges of the window', () => {
    const { columnOf } = barLayout({ bars: [], stepMs: 10, fromMs: 5, toMs: 105, plot });
    expect(columnOf(0)).toMatchObject({ x: 10, width: 5 });
    expect(columnOf(100)).toMatchObject({ x: 105, width: 5 });
  });
});

describe('logScale()', () => {
  it('places and reads back the same value', () => {
    const scale = logScale([1, 10, 1_000], [200, 0]);
    expect(scale.invert(scale.at(42))).toBeCloseTo(42);
    expect(scale.at(1_000)).toBeLessThan(scale.at(1));
  });

  it('has ticks within the drawing for any range of values', () => {
    for (const values of [[], [5], [0.01, 90_000], [3, 4]]) {
      const { ticks, at } = logScale(values, [200, 0]);
      expect(ticks.length).toBeGreaterThan(0);
      for (const tick of ticks) expect(at(tick)).toBeGreaterThanOrEqual(-0.001);
    }
  });
});
