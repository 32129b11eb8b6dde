import { describe, expect, it } from 'vitest';
import { getTraces, type TraceSearch } from '@/lib/protocol/api/traces';
import type { QueryContext } from '@/lib/server/query/query-context';
import { searchTraces } from '@/lib/server/query/search-traces';
import type { TraceQuery, TraceSummary } from '@/lib/server/store/contract/trace-reader';
import { makeSpan } from '../../mesh/trace/make-span';

const NOW_MS = 1_800_000_000_000;
const ID = 'a'.repeat(32);
const stored = (traceId: string): TraceSummary => ({
  traceId,
  rootName: 'gone',
  rootService: 'orders',
  rootNamespace: 'shop',
  rootWorkload: 'orders-v1',
  startUs: NOW_MS * 1_000,
  durationUs: 500,
  spans: 3,
  errorSpans: 1,
  code: 503,
  services: [{ name: 'orders', namespace: 'shop', spans: 3, errorSpans: 1 }],
});

async function search(params: Partial<TraceSearch>, found: TraceSummary[] = []) {
  const asked: TraceQuery[] = [];
  const traces = {
    searchTraces: async (query: TraceQuery) => {
      asked.push(query);
      return { items: found, nextCursor: undefined };
    },
    readTrace: async (id: string) =>
      id === ID
        ? [makeSpan('orders', 1_000, 90), makeSpan('bank', 1_020, 40, { parent_span_id: 'orders' })]
        : [],
  };
  const context = { sources: { now: () => NOW_MS, store: { traces } } } as unknown as QueryContext;
  const answer = await searchTraces(context, { limit: 20, ...params } as TraceSearch);
  return { answer, filter: asked[0]?.filter, asked };
}

describe('searchTraces()', () => {
  it('looks at the last hour when nothing is said', async () => {
    const { asked } = await search({});
    expect(asked).toEqual([{ fromMs: NOW_MS - 3_600_000, toMs: NOW_MS, filter: {}, limit: 20 }]);
  });

  it('reads service.namespace, a namespace of its own going before', async () => {
    expect((await search({ service: 'orders.shop' })).filter).toEqual({
      service: 'orders',
      namespaces: ['shop'],
    });
    const { filter } = await search({ service: 'orders.shop', namespace: 'other' });
    expect(filter).toEqual({ service: 'orders', namespaces: ['other'] });
  });

  it('finds what is in any of several namespaces, and takes a query', async () => {
    expect((await search({ namespace: 'shop,bank' })).filter).toEqual({ namespaces: ['shop', 'bank'] });
    expect((await search({ q: '{ status = error }' })).filter).toEqual({
      where: { kind: 'text', field: { column: 'status' }, operator: '=', value: 'error' },
    });
    await expect(search({ q: '{ status = }' })).rejects.toMatchObject({
      code: 'bad_request',
      message: 'Cannot read the query at character 12: A value belongs here',
    });
  });

  it('asks for durations in microseconds, for codes of a class, and for tags', async () => {
    const { filter } = await search({
      minDurationMs: 1.5,
      maxDurationMs: 20,
      code: '5xx',
      tags: 'a=b c="d e"',
    });
    expect(filter).toMatchObject({ minDurationUs: 1_500, maxDurationUs: 20_000, tags: { a: 'b', c: 'd e' } });
    expect(filter?.codes).toHaveLength(100);
    expect(filter?.codes).toContain(503);
  });

  it('draws a timeline from the spans, and tells what is known of a trace whose spans are gone', async () => {
    const { answer } = await search({}, [stored(ID), stored('b'.repeat(32))]);
    expect(getTraces.response.parse(answer).traces).toHaveLength(2);
    const [whole, gone] = answer.traces;
    expect(whole).toMatchObject({ traceId: ID, durationUs: 90, spans: 2 });
    expect(whole?.timeline.length).toBeGreaterThan(0);
    expect(gone).toMatchObject({ rootName: 'gone', code: '503', errors: 1, timeline: [] });
  });

  it('refuses tags it cannot read', async () => {
    await expect(search({ tags: 'broken' })).rejects.toMatchObject({ code: 'bad_request' });
  });
});
