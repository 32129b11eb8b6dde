import { describe, expect, it } from 'vitest';
import {
  chartByCodeClass,
  chartByGroup,
  chartBytes,
  chartMessages,
  chartQuantiles,
  errorShare,
  type Signals,
} from '@/components/charts/signal-charts';

const none = {
  ...{ requestBytes: 0, responseBytes: 0, requestMessages: 0, responseMessages: 0 },
  ...{ tcpSentBytes: 0, tcpReceivedBytes: 0, tcpOpened: 0 },
};
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

describe('chartBytes()', () => {
  const seriesOf = (change: object) => {
    const one = signals([['all', [{ ...point(0, 1), requestBytes: 1, tcpSentBytes: 2 }]]]);
    return chartBytes({
      ...one,
      groups: one.groups.map((group) => ({ ...group, totals: { ...totals, ...change } })),
    }).series.map(({ label, values }) => [label, values[0]]);
  };

  it('draws requests and responses, and for connections what was received and sent', () => {
    expect(seriesOf({})).toEqual([
      ['requests', 1],
      ['responses', 0],
    ]);
    expect(seriesOf({ requests: 0, tcpSentBytes: 9 })).toEqual([
      ['received', 0],
      ['sent', 2],
    ]);
  });
});

describe('chartMessages()', () => {
  it('draws both ways of gRPC, and nothing where no message went', () => {
    expect(chartMessages(signals([['all', [point(0, 1)]]]))).toBeUndefined();
    const grpc = signals([['all', [{ ...point(0, 1), requestMessages: 1, responseMessages: 40 }]]]);
    const chart = chartMessages({
      ...grpc,
      groups: grpc.groups.map((group) => ({ ...group, totals: { ...totals, responseMessages: 400 } })),
    });
    expect(chart?.series.map(({ label, values }) => [label, values[0]])).toEqual([
      ['requests', 1],
      ['responses', 40],
    ]);
  });
});

describe('errorShare()', () => {
  it('is unknown without requests and never above one', () => {
    expect(errorShare(point(0, 0))).toBeNull();
    expect(errorShare({ ...point(0, 2), errorRate: 1 })).toBe(0.5);
    expect(errorShare({ ...point(0, 2), errorRate: 2.1 })).toBe(1);
  });
});
