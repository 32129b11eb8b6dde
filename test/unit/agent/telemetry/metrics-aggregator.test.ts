import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExchangeRecord, TunnelRecord } from '@/agent/telemetry/exchange-record';
import { MetricsAggregator } from '@/agent/telemetry/metrics-aggregator';
import { decodeHistogram } from '@/lib/mesh/metrics/encode-histogram';
import { createPoint, mergePoint, type Point } from '@/lib/mesh/metrics/point';
import { seriesKey } from '@/lib/mesh/metrics/series-labels';
import type { PointRow } from '@/lib/protocol/ingest/agent-message';
import { makeExchange, PRODUCTPAGE, REVIEWS_SELF } from '../support/make-exchange';

function toPoint(row: PointRow): Point {
  return {
    requests: row[2],
    durationUs: row[3],
    requestBytes: row[4],
    responseBytes: row[5],
    requestMessages: row[11] ?? 0,
    responseMessages: row[12] ?? 0,
    latency: decodeHistogram(row[6]),
    tcpOpened: row[7],
    tcpClosed: row[8],
    tcpSentBytes: row[9],
    tcpReceivedBytes: row[10],
  };
}

/** Runs the exchanges, cutting after each one whose index is in `cuts`; answers merged points by labels and second. */
function aggregate(exchanges: readonly ExchangeRecord[], cuts: ReadonlySet<number>): Map<string, Point> {
  const aggregator = new MetricsAggregator(REVIEWS_SELF);
  const merged = new Map<string, Point>();
  const collect = () => {
    const { rows, series } = aggregator.takePoints(1_000);
    const labels = new Map(series.map((one) => [one.id, seriesKey(one.labels)]));
    for (const row of rows) {
      const key = `${labels.get(row[0])} ${row[1]}`;
      const point = merged.get(key) ?? createPoint();
      mergePoint(point, toPoint(row));
      merged.set(key, point);
    }
  };
  for (const [index, exchange] of exchanges.entries()) {
    aggregator.countExchange(exchange);
    if (cuts.has(index)) collect();
  }
  collect();
  return merged;
}

const exchangeArbitrary = fc
  .record({
    direction: fc.constantFrom('inbound' as const, 'outbound' as const),
    startedAtMs: fc.integer({ min: 1_700_000_000_000, max: 1_700_000_003_000 }),
    durationMs: fc.double({ min: 0, max: 3_000, noNaN: true }),
    responseCode: fc.constantFrom(0, 200, 503),
    flags: fc.constantFrom('-', 'UF,URX'),
    path: fc.constantFrom('/a', '/b/1', '/b/2'),
    peer: fc.constantFrom(PRODUCTPAGE, undefined),
    requestBytes: fc.integer({ min: 0, max: 1_000 }),
  })
  .map((change) => makeExchange(change));

describe('MetricsAggregator', () => {
  it('gives the same points wherever batches are cut', () => {
    fc.assert(
      fc.property(fc.array(exchangeArbitrary), fc.array(fc.nat(30)), (exchanges, cuts) => {
        expect(aggregate(exchanges, new Set(cuts))).toEqual(aggregate(exchanges, new Set()));
      }),
    );
  });

  it('gives the same totals in any order', () => {
    fc.assert(
      fc.property(fc.array(exchangeArbitrary), (exchanges) => {
        const sorted = [...exchanges].sort((a, b) => a.durationMs - b.durationMs);
        const forwards = aggregate(exchanges, new Set());
        const other = aggregate(sorted, new Set());
        expect(Object.fromEntries(other)).toEqual(Object.fromEntries(forwards));
      }),
    );
  });

  it('counts a request in the second in which it ended', () => {
    const aggregator = new MetricsAggregator(REVIEWS_SELF);
    aggregator.countExchange(makeExchange({ startedAtMs: 10_900, durationMs: 200 }));
    expect(aggregator.takePoints(10).rows[0]?.[1]).toBe(11);
  });

  it('keeps Istio totals without the operation', () => {
    const aggregator = new MetricsAggregator(REVIEWS_SELF);
    aggregator.countExchange(makeExchange({ path: '/a', durationMs: 0.4, requestBytes: 100 }));
    aggregator.countExchange(makeExchange({ path: '/b', durationMs: 7.9, requestBytes: 101 }));
    const totals = [...aggregator.totals()];
    expect(totals).toHaveLength(1);
    expect(totals[0]?.requests).toBe(2);
    expect(totals[0]?.durationMs.sum).toBe(7);
    expect([...(totals[0]?.durationMs.counts ?? [])].slice(0, 4)).toEqual([1, 0, 0, 1]);
    expect(totals[0]?.requestBytes.sum).toBe(201);
  });

  it('tells gRPC by the content type and keeps its status', () => {
    const aggregator = new MetricsAggregator(REVIEWS_SELF);
    const series = aggregator.countExchange(
      makeExchange({ contentType: 'application/grpc+proto', grpcStatus: '14' }),
    );
    expect(series.labels).toMatchObject({ request_protocol: 'grpc', grpc_response_status: '14' });
    expect(aggregator.countExchange(makeExchange({ grpcStatus: '14' })).labels).toMatchObject({
      request_protocol: 'http',
      grpc_response_status: '',
    });
  });

  it('counts what finds no room in overflow series, and loses no request', () => {
    const aggregator = new MetricsAggregator(REVIEWS_SELF, 3);
    for (let i = 0; i < 10; i++) {
      aggregator.countExchange(
        makeExchange({
          service: undefined,
          peer: undefined,
          authority: `h${i}`,
          responseCode: i < 9 ? 200 : 404,
        }),
      );
    }
    expect(aggregator.overflowed).toBe(7);
    expect(aggregator.seriesCount).toBe(5);
    const { rows, series } = aggregator.takePoints(100);
    expect(rows.reduce((sum, row) => sum + row[2], 0)).toBe(10);
    const overflow = series.filter((one) => one.isOverflow).map((one) => one.labels);
    expect(overflow.map((labels) => labels.response_code)).toEqual(['200', '404']);
    expect(overflow[0]).toMatchObject({ source_workload: 'reviews-v1', destination_service: 'unknown' });
  });

  it('forgets idle series to make room for new ones', () => {
    const aggregator = new MetricsAggregator(REVIEWS_SELF, 1);
    const hour = 3_600_000;
    const old = aggregator.countExchange(
      makeExchange({ startedAtMs: hour, authority: 'a', service: undefined }),
    );
    aggregator.takePoints(10);
    const next = aggregator.countExchange(
      makeExchange({ startedAtMs: 2 * hour, authority: 'b', service: undefined }),
    );
    expect(next.isOverflow).toBe(false);
    expect(next.id).not.toBe(old.id);
    expect([...aggregator.totals()].map((totals) => totals.labels.destination_service)).toEqual(['b']);
  });

  it('hands over no more points than asked for and keeps the rest', () => {
    const aggregator = new MetricsAggregator(REVIEWS_SELF);
    for (let code = 200; code < 205; code++) aggregator.countExchange(makeExchange({ responseCode: code }));
    expect(aggregator.takePoints(3).rows).toHaveLength(3);
    const rest = aggregator.takePoints(3);
    expect(rest.rows).toHaveLength(2);
    const ids = new Set(rest.series.map((one) => one.id));
    expect(rest.rows.every((row) => ids.has(row[0]))).toBe(true);
    expect(aggregator.pendingPoints).toBe(0);
  });

  it('counts tunnels as TCP, without a code', () => {
    const aggregator = new MetricsAggregator(REVIEWS_SELF);
    const tunnel: TunnelRecord = { ...makeExchange(), openedAtMs: 0 };
    aggregator.countTunnelOpened(tunnel, 1_000);
    aggregator.countTunnelBytes(tunnel, 10, 20, 1_500);
    aggregator.countTunnelClosed(tunnel, 1_900);
    const { rows, series } = aggregator.takePoints(10);
    expect(rows).toEqual([[series[0]?.id, 1, 0, 0, 0, 0, [0, 0], 1, 1, 20, 10]]);
    expect(series[0]?.labels).toMatchObject({
      request_protocol: 'tcp',
      response_code: '',
      response_flags: '-',
    });
  });
});
