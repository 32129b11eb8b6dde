import { describe, expect, it } from 'vitest';
import { listOf, numberOf, objectOf, readRateLimitPatch } from '@/lib/mesh/traffic/rate-limit-patch';

const FILTER = 'envoy.filters.http.local_ratelimit';
const LIMIT = { token_bucket: { max_tokens: 4, fill_interval: '1s' }, filter_enabled: {} };

describe('readRateLimitPatch()', () => {
  it('tells the filter from what a route wants of it, in both spellings', () => {
    const filter = { name: FILTER, typedConfig: { value: LIMIT } };
    expect(
      readRateLimitPatch({ applyTo: 'HTTP_FILTER', patch: { operation: 'ADD', value: filter } }),
    ).toMatchObject({
      place: 'filter',
      operation: 'ADD',
      isGiven: true,
      bucket: { maxTokens: 4, tokensPerFill: 1, fillIntervalMs: 1000 },
    });
    const route = { typedPerFilterConfig: { [FILTER]: LIMIT } };
    expect(readRateLimitPatch({ applyTo: 'HTTP_ROUTE', patch: { value: route } })).toMatchObject({
      place: 'route',
      bucket: { maxTokens: 4 },
    });
  });

  it('keeps what is left out apart from 0', () => {
    const value = { typed_per_filter_config: { [FILTER]: LIMIT } };
    expect(readRateLimitPatch({ applyTo: 'VIRTUAL_HOST', patch: { value } })).toMatchObject({
      enabledPercent: 0,
      enforcedPercent: undefined,
    });
  });

  it('knows a filter whose configuration stands elsewhere, and patches of other things', () => {
    expect(readRateLimitPatch({ applyTo: 'HTTP_FILTER', patch: { value: { name: FILTER } } })?.isGiven).toBe(
      false,
    );
    expect(readRateLimitPatch({ applyTo: 'HTTP_FILTER', patch: { value: { name: 'lua' } } })).toBeUndefined();
    expect(readRateLimitPatch({})).toBeUndefined();
  });
});

describe('objectOf(), listOf(), numberOf()', () => {
  it('take anything that does not fit for nothing', () => {
    expect([objectOf([1]), objectOf(null), listOf('x'), listOf([1])]).toEqual([{}, {}, [], [{}]]);
    expect([numberOf('1'), numberOf(Number.NaN), numberOf(2)]).toEqual([undefined, undefined, 2]);
  });
});
