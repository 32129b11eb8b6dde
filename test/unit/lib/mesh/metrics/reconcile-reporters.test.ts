import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeriesPoint } from '@/lib/mesh/metrics/counted-series';
import { reconcileReporters } from '@/lib/mesh/metrics/reconcile-reporters';
import {
  callLabels,
  endLabels,
  makeLabels,
  makePoint,
  makeSeries,
  serviceLabels,
} from '@/test/support/traffic';

/** Counted requests by `<target> <code> <flags>`. */
function count(series: readonly SeriesPoint[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { facts, point, weight, destination } of reconcileReporters(series)) {
    const key = `${destination.labels.destination_workload} ${facts.code} ${facts.flags}`;
    const requests = Math.round(point.requests * weight * 1e6) / 1e6;
    if (requests > 0) counts[key] = (counts[key] ?? 0) + requests;
  }
  return counts;
}

const call = (reporter: string, code: string, flags: string, requests: number) =>
  makeSeries(callLabels('web', 'cart', { reporter, response_code: code, response_flags: flags }), requests);

describe('reconcileReporters()', () => {
  it('counts a request that both sides report once', () => {
    expect(count([call('source', '200', '-', 10), call('destination', '200', '-', 10)])).toEqual({
      'cart-v1 200 -': 10,
    });
  });

  it('counts what one cluster has no second report of, however much the other saw', () => {
    const told = (reporter: string, cluster: string, requests: number) =>
      makeSeries(
        callLabels('web', 'cart', { reporter, source_cluster: cluster, destination_cluster: cluster }),
        requests,
      );
    const rows = reconcileReporters([
      told('source', 'east', 10),
      told('source', 'west', 10),
      told('destination', 'west', 25),
    ]);
    expect(rows.map(({ weight }) => weight)).toEqual([1, 0, 1]);
  });

  it('counts what only one side reports', () => {
    expect(count([call('source', '200', '-', 4)])).toEqual({ 'cart-v1 200 -': 4 });
    expect(count([call('destination', '500', '-', 3)])).toEqual({ 'cart-v1 500 -': 3 });
  });

  it('adds requests that never arrived to what the destination saw', () => {
    const series = [
      call('source', '200', '-', 10),
      call('source', '503', 'UF', 2),
      call('source', '503', 'UH', 1),
      call('destination', '200', '-', 10),
    ];
    expect(count(series)).toEqual({ 'cart-v1 200 -': 10, 'cart-v1 503 UF': 2, 'cart-v1 503 UH': 1 });
  });

  it('counts a timeout as the client got it, not as the destination ended it', () => {
    const series = [
      call('source', '200', '-', 8),
      call('source', '504', 'UT', 2),
      call('destination', '200', '-', 9),
      call('destination', '0', 'DC', 1),
    ];
    expect(count(series)).toEqual({ 'cart-v1 200 -': 8, 'cart-v1 504 UT': 2 });
  });

  it('counts a client that went away once, whether or not the request arrived', () => {
    const series = [
      call('source', '200', '-', 5),
      call('source', '0', 'DC', 3),
      call('destination', '200', '-', 5),
      call('destination', '0', 'DC', 2),
    ];
    expect(count(series)).toEqual({ 'cart-v1 200 -': 5, 'cart-v1 - DC': 3 });
  });

  it('keeps failures of the destination although the source saw no flag', () => {
    const series = [
      call('source', '200', '-', 5),
      call('source', '503', '-', 2),
      call('destination', '200', '-', 5),
      call('destination', '503', 'UF', 2),
    ];
    expect(count(series)).toEqual({ 'cart-v1 200 -': 5, 'cart-v1 503 UF': 2 });
  });

  it('tops up from the source what the destination has not reported yet', () => {
    const series = [
      call('source', '200', '-', 10),
      call('source', '500', '-', 2),
      call('destination', '200', '-', 7),
      call('destination', '500', '-', 2),
    ];
    expect(count(series)).toEqual({ 'cart-v1 200 -': 10, 'cart-v1 500 -': 2 });
  });

  it('prefers the destination when the source reported less', () => {
    expect(count([call('source', '200', '-', 3), call('destination', '200', '-', 10)])).toEqual({
      'cart-v1 200 -': 10,
    });
  });

  it('gives a timeout without a known peer to the workload that reported the request', () => {
    const unanswered = makeLabels({
      ...endLabels('source', 'web'),
      ...serviceLabels('cart'),
      reporter: 'source',
      response_code: '504',
      response_flags: 'UT',
    });
    const series = [
      call('source', '200', '-', 5),
      makeSeries(unanswered, 3),
      call('destination', '200', '-', 5),
      call('destination', '0', 'DC', 2),
    ];
    expect(count(series)).toEqual({ 'cart-v1 200 -': 5, 'cart-v1 504 UT': 2, 'unknown 504 UT': 1 });
  });

  it('counts requests behind a waypoint once', () => {
    const series = [
      call('source', '200', '-', 5),
      call('waypoint', '200', '-', 5),
      call('destination', '200', '-', 5),
    ];
    expect(count(series)).toEqual({ 'cart-v1 200 -': 5 });
  });

  it('takes the bytes of connections from the side that saw more', () => {
    const tcp = (reporter: string, bytes: number) =>
      makeSeries(
        callLabels('web', 'cart', { reporter, request_protocol: 'tcp', response_code: '' }),
        makePoint(0, 0, { tcpOpened: 1, tcpReceivedBytes: bytes }),
      );
    const weights = (series: SeriesPoint[]) => reconcileReporters(series).map((row) => row.weight);
    expect(weights([tcp('source', 100), tcp('destination', 100)])).toEqual([0, 1]);
    expect(weights([tcp('source', 100), tcp('destination', 10)])).toEqual([1, 0]);
  });

  it('counts every request once and by the outcome the client got, when one side of each channel loses reports', () => {
    const outcomes = [
      { code: '200', flags: '-', seenAs: '200', reach: 'arrived' },
      { code: '404', flags: '-', seenAs: '404', reach: 'arrived' },
      { code: '503', flags: '-', seenAs: '503', reach: 'arrived' },
      { code: '503', flags: 'UF,URX', seenAs: '', reach: 'never' },
      { code: '404', flags: 'NR', seenAs: '', reach: 'never' },
    ] as const;
    const request = fc.record({
      from: fc.constantFrom('web', 'api'),
      to: fc.constantFrom('cart@v1', 'cart@v2', 'bank@v1'),
      outcome: fc.constantFrom(...outcomes),
      isLost: fc.boolean(),
    });
    const lossySides = fc.record({ web: fc.boolean(), api: fc.boolean() });
    fc.assert(
      fc.property(fc.array(request, { maxLength: 80 }), lossySides, (requests, destinationLoses) => {
        const series = new Map<string, SeriesPoint>();
        const report = (from: string, to: string, reporter: string, code: string, flags: string): void => {
          const key = `${from} ${to} ${reporter} ${code} ${flags}`;
          const labels = callLabels(from, to, { reporter, response_code: code, response_flags: flags });
          const known = series.get(key)?.point.requests ?? 0;
          series.set(key, makeSeries(labels, known + 1));
        };
        const expected: Record<string, number> = {};
        for (const { from, to, outcome, isLost } of requests) {
          const arrives = outcome.reach === 'arrived';
          const destinationReports = arrives && !(isLost && destinationLoses[from]);
          const sourceReports = !arrives || !(isLost && !destinationLoses[from]);
          if (destinationReports) report(from, to, 'destination', outcome.seenAs, '-');
          if (sourceReports) report(from, to, 'source', outcome.code, outcome.flags);
          const key = `${to.replace('@', '-')} ${outcome.code} ${outcome.flags}`;
          expected[key] = (expected[key] ?? 0) + 1;
        }
        expect(count([...series.values()])).toEqual(expected);
      }),
    );
  });

  it('counts max(source, destination) plus what never arrived, whatever both lose', () => {
    const amount = fc.nat({ max: 50 });
    fc.assert(
      fc.property(
        fc.record({ ok: amount, bad: amount, timeout: amount, refused: amount }),
        fc.record({ ok: amount, bad: amount, aborted: amount }),
        (source, destination) => {
          const series = [
            call('source', '200', '-', source.ok),
            call('source', '500', '-', source.bad),
            call('source', '504', 'UT', source.timeout),
            call('source', '503', 'UF', source.refused),
            call('destination', '200', '-', destination.ok),
            call('destination', '500', '-', destination.bad),
            call('destination', '0', 'DC', destination.aborted),
          ];
          const total = Object.values(count(series)).reduce((sum, n) => sum + n, 0);
          const sent = source.ok + source.bad + source.timeout;
          const seen = destination.ok + destination.bad + destination.aborted;
          expect(total).toBeCloseTo(Math.max(sent, seen) + source.refused, 6);
        },
      ),
    );
  });

  it('does not depend on the order of the series', () => {
    const series = [
      call('source', '200', '-', 9),
      call('source', '504', 'UT', 2),
      call('source', '503', 'UF', 1),
      call('destination', '200', '-', 8),
      call('destination', '0', 'DC', 1),
      call('destination', '500', '-', 1),
    ];
    const expected = count(series);
    fc.assert(
      fc.property(fc.shuffledSubarray(series, { minLength: series.length }), (shuffled) => {
        expect(count(shuffled)).toEqual(expected);
      }),
    );
  });
});
