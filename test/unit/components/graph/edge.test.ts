import { describe, expect, it } from 'vitest';
import { compareReporters, explainGap } from '@/components/graph/edge/compare-reporters';
import { readResilience } from '@/components/graph/edge/read-resilience';
import type { SignalTotals } from '@/lib/protocol/api/signals';

const totals = (sketch: Partial<SignalTotals>): SignalTotals => ({
  requests: 1_000,
  errors: 0,
  rate: 10,
  errorPercent: 0,
  p50: 10,
  p90: 20,
  p95: 30,
  p99: 40,
  mean: 12,
  requestBytes: 0,
  responseBytes: 0,
  requestMessages: 0,
  responseMessages: 0,
  tcpSentBytes: 0,
  tcpReceivedBytes: 0,
  tcpOpened: 0,
  tcpClosed: 0,
  ...sketch,
});

describe('compareReporters()', () => {
  it('tells time of the called from time in between', () => {
    const gap = compareReporters(totals({ p95: 100 }), totals({ p95: 30 }));
    expect(gap?.times.find(({ quantile }) => quantile === 'p95')).toMatchObject({ called: 30, between: 70 });
    expect(gap === undefined ? [] : explainGap(gap)).toEqual([
      'More time goes by between the two than inside the destination: network, proxies, queues or retries.',
    ]);
  });

  it('takes a few requests at the edge of the window for noise', () => {
    const gap = compareReporters(totals({ requests: 1_000 }), totals({ requests: 985 }));
    expect(gap).toMatchObject({ lost: 0, attempts: 1 });
    expect(gap === undefined ? ['?'] : explainGap(gap)).toEqual([]);
  });

  it('finds requests that never arrived, and retries', () => {
    expect(compareReporters(totals({ errors: 100 }), totals({ requests: 900 }))).toMatchObject({
      lost: 100,
      lostShare: 0.1,
      errorsBetween: 100,
      attempts: 1,
    });
    const retried = compareReporters(totals({}), totals({ requests: 1_500, errors: 500 }));
    expect(retried).toMatchObject({ lost: 0, attempts: 1.5, errorsBetween: 0 });
    expect(retried === undefined ? [] : explainGap(retried)[0]).toMatch(/1\.50 times/);
  });

  it('says nothing while one side is silent', () => {
    expect(compareReporters(totals({}), undefined)).toBeUndefined();
    expect(compareReporters(totals({ requests: 0 }), totals({}))).toBeUndefined();
  });
});

describe('readResilience()', () => {
  it('says what routes do about time and failures', () => {
    const spec = {
      hosts: ['reviews'],
      http: [
        { name: 'beta', timeout: '2s', retries: { attempts: 3, perTryTimeout: '500ms', retryOn: '5xx' } },
        { retries: { attempts: 0 } },
        { route: [] },
      ],
    };
    expect(readResilience('VirtualService', spec)).toEqual([
      { where: 'beta', words: 'gives up after 2s, tries again 3 times, 500ms each, on 5xx' },
      { where: 'route 2', words: 'never tries again' },
    ]);
  });

  it('says what HTTPRoutes do about time, and what holds for one subset or port', () => {
    const rules = [
      { timeouts: { request: '3s', backendRequest: '1s' }, retry: { attempts: 2, codes: [503] } },
    ];
    expect(readResilience('HTTPRoute', { rules })).toEqual([
      { where: 'rule 1', words: 'gives up after 3s, each try after 1s, tries again 2 times, on 503' },
    ]);
    const limits = { connectionPool: { tcp: { maxConnections: 5 } } };
    const spec = {
      trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, ...limits }] },
      subsets: [{ name: 'v2', trafficPolicy: limits }],
    };
    expect(readResilience('DestinationRule', spec)).toEqual([
      { where: 'port 80 breaker', words: '5 connections' },
      { where: 'subset v2 breaker', words: '5 connections' },
    ]);
  });

  it('says how a breaker limits and when an instance is left out', () => {
    const trafficPolicy = {
      connectionPool: { http: { http1MaxPendingRequests: 10 }, tcp: { maxConnections: 5 } },
      outlierDetection: { consecutive5xxErrors: 5, baseEjectionTime: '30s' },
    };
    expect(readResilience('DestinationRule', { host: 'reviews', trafficPolicy })).toEqual([
      { where: 'breaker', words: '10 requests may wait, 5 connections' },
      { where: 'outliers', words: 'an instance is left out after 5 failures in a row for 30s and longer' },
    ]);
    expect(readResilience('Gateway', {})).toEqual([]);
  });
});
