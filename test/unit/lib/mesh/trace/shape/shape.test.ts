import { describe, expect, it } from 'vitest';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { alignTraces } from '@/lib/mesh/trace/shape/align-traces';
import { compareWithUsual } from '@/lib/mesh/trace/shape/compare-with-usual';
import { operationOf } from '@/lib/mesh/trace/shape/span-operation';
import { usualDurations } from '@/lib/mesh/trace/shape/usual-shape';
import { makeSpan } from '../make-span';

const call = (id: string, startUs: number, durationUs: number, parent = '', url = `http://${id}/things`) =>
  makeSpan(id, startUs, durationUs, {
    parent_span_id: parent,
    tags: { 'http.method': 'GET', 'http.url': url },
  });

/** web calls shop, shop calls bank. */
const requestOf = (webUs: number, shopUs: number, bankUs: number) => [
  call('web', 0, webUs),
  call('shop', 10, shopUs, 'web'),
  call('bank', 20, bankUs, 'shop'),
];

describe('operationOf()', () => {
  it('names the call without its ids, and keeps the two sides of a call apart', () => {
    const one = call('shop', 0, 1, '', 'http://shop/orders/4711?full=1');
    const other = call('shop', 0, 1, '', 'http://shop/orders/12');
    expect(operationOf(one).title).toBe('GET /orders/{id}');
    expect(operationOf(one).key).toBe(operationOf(other).key);
    expect(operationOf({ ...one, kind: 'CLIENT' }).key).not.toBe(operationOf(one).key);
  });

  it('falls back to the name of a span that is no call', () => {
    expect(operationOf(makeSpan('cron', 0, 1)).title).toBe('cron.default.svc.cluster.local:80/*');
  });
});

describe('usualDurations()', () => {
  it('gives quantiles of what was seen often enough, and nothing of the rest', () => {
    const spans = Array.from({ length: 100 }, (_, i) => call('shop', 0, (i + 1) * 10));
    const usual = usualDurations([...spans, call('rare', 0, 5)]);
    expect(usual).toEqual([
      { key: operationOf(call('shop', 0, 0)).key, spans: 100, p50Us: 500, p90Us: 900, p99Us: 990 },
    ]);
  });
});

describe('compareWithUsual()', () => {
  const usual = usualDurations(Array.from({ length: 10 }, () => requestOf(60_000, 50_000, 40_000)).flat());

  it('blames the hop that lost the time, not those that waited for it', () => {
    const found = compareWithUsual(buildTrace('t', requestOf(340_000, 330_000, 320_000)), usual);
    expect(found.culprit?.node.span.service).toBe('bank');
    expect(found.culprit?.ratio).toBe(8);
    expect(found.spans.map(({ ownExtraUs }) => ownExtraUs)).toEqual([280_000, 0, 0]);
  });

  it('blames nobody when everything took as long as ever', () => {
    expect(
      compareWithUsual(buildTrace('t', requestOf(60_100, 50_100, 40_100)), usual).culprit,
    ).toBeUndefined();
  });

  it('looks through spans it knows nothing of', () => {
    const spans = requestOf(340_000, 330_000, 320_000).map((span) =>
      span.service === 'shop' ? { ...span, kind: 'INTERNAL' as const } : span,
    );
    const found = compareWithUsual(buildTrace('t', spans), usual);
    expect(found.unknown).toBe(1);
    expect(found.spans.map(({ node }) => node.span.service)).toEqual(['bank', 'web']);
    expect(found.spans[1]?.ownExtraUs).toBe(0);
  });
});

describe('alignTraces()', () => {
  it('puts spans that do the same under the same parent at one place', () => {
    const left = buildTrace('l', [...requestOf(60, 50, 20), call('bank2', 45, 5, 'shop')]);
    const right = buildTrace('r', [
      ...requestOf(90, 80, 20),
      { ...call('bank', 45, 30, 'shop'), span_id: 'again', status: 'error' as const },
    ]);
    const places = alignTraces(left, right).map(({ service, depth, left: l, right: r }) => [
      service,
      depth,
      l && [l.spans.length, l.durationUs],
      r && [r.spans.length, r.durationUs, r.errors],
    ]);
    expect(places).toEqual([
      ['web', 0, [1, 60], [1, 90, 0]],
      ['shop', 1, [1, 50], [1, 80, 0]],
      ['bank', 2, [1, 20], [2, 50, 1]],
      ['bank2', 2, [1, 5], undefined],
    ]);
  });

  it('takes a chain of thousands of calls', () => {
    const spans = Array.from({ length: 4_000 }, (_, i) =>
      call(`s${i}`, i, 10_000 - i, i === 0 ? '' : `s${i - 1}`),
    );
    const trace = buildTrace('t', spans);
    expect(alignTraces(trace, trace)).toHaveLength(4_000);
  });
});
