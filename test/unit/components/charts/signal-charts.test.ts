import { describe, expect, it } from 'vitest';
import {
  chartByCodeClass,
  chartByGroup,
  chartQuantiles,
  errorShare,
  type Signals,
} from '@/components/charts/signal-charts';

const none = { requestBytes: 0, responseBytes: 0, tcpSentBytes: 0, tcpReceivedBytes: 0, tcpOpened: 0 };
const totals = {
  requests: 1,
  errors: 0,
  rate: 1,
  errorPercent: 0,
  p50: 1,
  p90: 1,
  p95: 1,
  p99: 1,
  mean: 1,
  ...none,
  tcpClosed: 0,
};
const point = (t: number, rate: number, p99: number | null = null) => ({
  t,
  rate,
  errorRate: 0,
  p50: p99,
  p90: p99,
  p95: p99,
  p99,
  mean: p99,
  ...none,
});
const signals = (groups: [string, ReturnType<typeof point>[]][], from = 0): Signals => ({
  from,
  to: from + 30_000,
  stepSeconds: 10,
  groups: groups.map(([key, points]) => ({ key, totals, points })),
});

describe('chartByCodeClass()', () => {
  it('adds codes of one class, counts silence as zero while others speak, and leaves gaps where nobody did', () => {
    const chart = chartByCodeClass(
      signals([
        ['200', [point(0, 5), point(20_000, 7)]],
        ['204', [point(0, 1)]],
        ['503', [point(20_000, 2)]],
      ]),
    );
    expect(chart.series.map(({ key, values }) => [key, values])).toEqual([
      ['2xx', [6, null, 7]],
      ['5xx', [0, null, 2]],
    ]);
  });
});

describe('chartQuantiles()', () => {
  it('draws four quantiles and, behind them, yesterday’s p99 moved to today', () => {
    const today = signals([['all', [point(0, 1, 40)]]]);
    const yesterday = signals([['all', [point(-86_400_000, 1, 30)]]], -86_400_000);
    const chart = chartQuantiles(today, yesterday);
    expect(chart.series.map(({ label }) => label)).toEqual(['yesterday', 'p50', 'p90', 'p95', 'p99']);
    expect(chart.series[0]).toMatchObject({ isReference: true, values: [30, null, null] });
  });
});

describe('chartByGroup()', () => {
  it('has a line of gaps when there is no group at all', () => {
    expect(chartByGroup(signals([]), ({ rate }) => rate, String).series).toEqual([]);
  });
});

describe('errorShare()', () => {
  it('is unknown without requests and never above one', () => {
    expect(errorShare(point(0, 0))).toBeNull();
    expect(errorShare({ ...point(0, 2), errorRate: 1 })).toBe(0.5);
    expect(errorShare({ ...point(0, 2), errorRate: 2.1 })).toBe(1);
  });
});
