import { describe, expect, it } from 'vitest';
import { readSignals } from '@/lib/client/signals/read-signals';

const totals = (rate: number) => ({
  requests: 1,
  errors: 0,
  rate,
  errorPercent: 0,
  p50: 1,
  p90: 1,
  p95: 1,
  p99: 1,
  mean: 1,
  requestBytes: 0,
  responseBytes: 0,
  requestMessages: 0,
  responseMessages: 0,
  tcpSentBytes: 0,
  tcpReceivedBytes: 0,
  tcpOpened: 0,
  tcpClosed: 0,
});
const point = (t: number) => ({
  t,
  rate: 1,
  errorRate: 0,
  p50: null,
  p90: null,
  p95: null,
  p99: null,
  mean: null,
  requestBytes: 0,
  responseBytes: 0,
  requestMessages: 0,
  responseMessages: 0,
  tcpSentBytes: 0,
  tcpReceivedBytes: 0,
  tcpOpened: 0,
});

describe('readSignals()', () => {
  const document = {
    groups: { v1: { key: 'v1', totals: totals(1) }, 'a|b': { key: 'a|b', totals: totals(5) } },
    points: { 'v1|20': point(20), 'a|b|10': point(10), 'v1|10': point(10), 'v1|30': { t: 'x' } },
    codes: {
      '503 UF ': { code: '503', flags: 'UF', grpcStatus: '', requests: 2 },
      '200  ': { code: '200', flags: '', grpcStatus: '', requests: 9 },
    },
    meta: { window: { from: 0, to: 60_000 }, resolution: { stepSeconds: 10, resolutionSeconds: 1 } },
  };

  it('gives each group its own points in order of time, whatever its key contains', () => {
    const { groups } = readSignals(document);
    expect(groups.map(({ key, points }) => [key, points.map(({ t }) => t)])).toEqual([
      ['a|b', [10]],
      ['v1', [10, 20]],
    ]);
  });

  it('keeps window, step and counts', () => {
    const answer = readSignals(document);
    expect(answer).toMatchObject({ from: 0, to: 60_000, stepSeconds: 10, resolutionSeconds: 1 });
    expect(answer.codes.map(({ code }) => code)).toEqual(['200', '503']);
    expect(answer.heat).toBeUndefined();
  });
});
