import { describe, expect, it } from 'vitest';
import {
  activeLogFilters,
  clearLogFilters,
  LOG_FILTER,
  toLogQuery,
} from '@/components/logs/model/log-filter-state';
import { narrowBy } from '@/components/logs/model/narrow-by';
import { printParams } from '@/lib/client/http/print-request';
import { readUrlState } from '@/lib/client/url/url-state';
import { logFilterSchema } from '@/lib/protocol/api/logs';
import { makeLine } from '../../lib/client/logs/make-line';

const read = (query: string) => readUrlState(LOG_FILTER, new URLSearchParams(query));
const FIXED = { kind: 'absolute', fromMs: 1_000, toMs: 2_000 } as const;

describe('toLogQuery()', () => {
  it('says all conditions in the words of the endpoint', () => {
    const state = read(
      'q=cart&workload=web-v1&method=post&path=/x&code=5xx,0&flag=UF&min=5&sides=source&trace=abc&request=r1',
    );
    const params = logFilterSchema.parse(printParams(toLogQuery(state, ['shop'], FIXED)));
    expect(params).toMatchObject({
      from: 1_000,
      to: 2_000,
      q: 'cart',
      namespace: 'shop',
      workload: 'web-v1',
      method: 'POST',
      path: '/x',
      code: '5xx,0',
      flag: 'UF',
      minDurationMs: 5,
      reporter: 'source',
      traceId: 'abc',
      requestId: 'r1',
    });
  });

  it('leaves out what was not asked', () => {
    expect(printParams(toLogQuery(read(''), [], FIXED))).toEqual({ from: '1000', to: '2000' });
  });
});

describe('activeLogFilters()', () => {
  it('names each condition, and clearing takes all away', () => {
    const state = read('code=503&of=workload:shop/web-v1->workload:shop/api-v1%23http&min=20');
    expect(activeLogFilters(state).map(({ words }) => words)).toEqual([
      'shop/web-v1 → shop/api-v1',
      'code 503',
      'at least 20 ms',
    ]);
    expect(activeLogFilters({ ...state, ...clearLogFilters() })).toEqual([]);
  });
});

describe('narrowBy()', () => {
  it('filters by the value of a field', () => {
    expect(narrowBy(makeLine({ response_code: 503 }), 'response_code')).toEqual({ code: '503' });
    expect(narrowBy(makeLine({ response_flags: 'UF,URX' }), 'response_flags')).toEqual({ flag: 'UF' });
  });

  it('offers nothing for absent values and fields nothing filters by', () => {
    expect(narrowBy(makeLine(), 'response_flags')).toBeUndefined();
    expect(narrowBy(makeLine(), 'upstream_host')).toBeUndefined();
  });
});
