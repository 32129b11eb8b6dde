import { describe, expect, it } from 'vitest';
import { TRACE_PAGE } from '@/components/traces/model/trace-page-state';
import { activeFilters, TRACE_SEARCH, toTraceQuery } from '@/components/traces/model/trace-search-state';
import { printParams } from '@/lib/client/http/print-request';
import { readUrlState, writeUrlState } from '@/lib/client/url/url-state';
import { traceSearchSchema } from '@/lib/protocol/api/traces';

const read = (query: string) => readUrlState(TRACE_SEARCH, new URLSearchParams(query));
const LAST_HOUR = { kind: 'relative', seconds: 3_600 } as const;

describe('toTraceQuery()', () => {
  it('says all conditions in the words of the endpoint', () => {
    const state = read(
      'service=reviews&operation=/get&tags=a%3Db&min=5&max=100&status=error&code=5xx&of=app:shop/web',
    );
    const params = traceSearchSchema.parse(printParams(toTraceQuery(state, ['shop'], LAST_HOUR)));
    expect(params).toMatchObject({
      window: 3_600,
      service: 'reviews',
      operation: '/get',
      tags: 'a=b',
      minDurationMs: 5,
      maxDurationMs: 100,
      status: 'error',
      code: '5xx',
      of: 'app:shop/web',
      namespace: 'shop',
    });
  });

  it('leaves out what was not asked', () => {
    expect(printParams(toTraceQuery(read(''), [], LAST_HOUR))).toEqual({ window: '3600' });
  });
});

describe('activeFilters()', () => {
  it('names each condition, and its patch takes it away', () => {
    const state = read('service=reviews&min=5&status=error');
    const filters = activeFilters(state);
    expect(filters.map(({ words }) => words)).toEqual(['service reviews', 'at least 5 ms', 'status error']);
    const cleared = Object.assign({}, state, ...filters.map(({ clear }) => clear));
    expect(activeFilters(cleared)).toEqual([]);
  });
});

describe('TRACE_PAGE', () => {
  it('keeps a zoom through the address bar and refuses nonsense', () => {
    const params = writeUrlState(TRACE_PAGE, new URLSearchParams(), { zoom: { from: 0.25, to: 0.5 } });
    expect(params.get('zoom')).toBe('0.25~0.5');
    expect(readUrlState(TRACE_PAGE, params).zoom).toEqual({ from: 0.25, to: 0.5 });
    for (const bad of ['x', '0.5~0.2', '-1~2', '']) {
      expect(readUrlState(TRACE_PAGE, new URLSearchParams({ zoom: bad })).zoom).toEqual({ from: 0, to: 1 });
    }
  });
});
