import { describe, expect, it } from 'vitest';
import { getTraces, type TraceSearch } from '@/lib/protocol/api/traces';
import type { QueryContext } from '@/lib/server/query/query-context';
import { searchTraces, toTraceFilter, walkTraces } from '@/lib/server/query/search-traces';
import type { FoundTrace, TraceQuery } from '@/lib/server/store/contract/trace-reader';
import { collect } from '../../../../support/collect';
import { makeSpan } from '../../mesh/trace/make-span';

const NOW_MS = 1_800_000_000_000;
const ID = 'a'.repeat(32);
const found: FoundTrace = {
  traceId: ID,
  spans: [makeSpan('orders', 1_000, 90), makeSpan('bank', 1_020, 40, { parent_span_id: 'orders' })],
};

async function search(params: Partial<TraceSearch>, items: FoundTrace[] = []) {
  const asked: TraceQuery[] = [];
  const traces = {
    searchTraces: async (query: TraceQuery) => {
      asked.push(query);
      return { items, nextCursor: undefined };
    },
    async *walkTraces() {
      yield { items, searchedToMs: NOW_MS - 1, nextCursor: 'on' };
      yield { items: [], searchedToMs: NOW_MS - 9, nextCursor: undefined };
    },
  };
  const context = { sources: { now: () => NOW_MS, store: { traces } } } as unknown as QueryContext;
  const asSearch = { limit: 20, ...params } as TraceSearch;
  const answer = await searchTraces(context, asSearch);
  const steps = await collect(walkTraces(context, asSearch, new AbortController().signal));
  return { answer, steps, filter: asked[0]?.filter, asked };
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

  it('draws a timeline from the spans', async () => {
    const { answer } = await search({}, [found]);
    const [whole] = getTraces.response.parse(answer).traces;
    expect(whole).toMatchObject({ traceId: ID, durationUs: 90, spans: 2 });
    expect(whole?.timeline.length).toBeGreaterThan(0);
  });

  it('leaves out a trace that was dropped between two reads', async () => {
    expect((await search({}, [{ traceId: ID, spans: [] }])).answer.traces).toEqual([]);
  });

  it('tells step by step what was found and how far it has come', async () => {
    const { steps } = await search({}, [found]);
    expect(steps.map((step) => getTraces.step.parse(step).traces.length)).toEqual([1, 0]);
    expect(steps.map(({ searchedToMs, nextCursor }) => [searchedToMs, nextCursor])).toEqual([
      [NOW_MS - 1, 'on'],
      [NOW_MS - 9, null],
    ]);
  });

  it('refuses tags it cannot read', async () => {
    await expect(search({ tags: 'broken' })).rejects.toMatchObject({ code: 'bad_request' });
  });
});

describe('toTraceFilter()', () => {
  it('asks one span for what the form and one set of conditions say', () => {
    const filter = toTraceFilter({ service: 'orders', q: '{ trace:duration > 1s && status = error }' });
    expect(filter).toMatchObject({
      service: 'orders',
      where: { kind: 'text', field: { column: 'status' }, value: 'error' },
      spanset: { kind: 'spans' },
    });
  });

  it('asks different spans for what the form and several sets say', () => {
    const filter = toTraceFilter({ service: 'orders', q: '{ status = error } && { kind = client }' });
    expect(filter).toMatchObject({ service: 'orders', spanset: { kind: 'and' } });
    expect(filter.where).toBeUndefined();
  });

  it('looks by the narrowest set where the form says nothing', () => {
    const filter = toTraceFilter({ q: '{ kind = client } && { status = error }' });
    expect(filter).toMatchObject({ where: { value: 'error' }, spanset: { kind: 'and' } });
  });
});
