import { describe, expect, it } from 'vitest';
import { parseRateAnnotation } from '@/lib/mesh/health/parse-rate-annotation';

describe('parseRateAnnotation()', () => {
  it('reads several entries and leaves out those that make no sense', () => {
    expect(parseRateAnnotation('4XX,20,30,http,inbound;5xx,a,10,http,.*; ^-$ ,0,5,grpc,outbound;x')).toEqual([
      { code: '4XX', degraded: 20, failure: 30, protocol: 'http', direction: 'inbound' },
      { code: '^-$', degraded: 0, failure: 5, protocol: 'grpc', direction: 'outbound' },
    ]);
  });
});
