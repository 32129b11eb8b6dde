import { describe, expect, it } from 'vitest';
import { type SpanRow, summariseTrace } from '@/lib/server/store/traces/summarise-trace';

const row = (parts: Partial<SpanRow>): SpanRow => ({
  trace_id: 't',
  start_us: 100,
  duration_us: 50,
  root: false,
  status: 'unset',
  name: 'child',
  service: 'reviews',
  namespace: 'bookinfo',
  workload: 'reviews-v1',
  response_code: null,
  ...parts,
});

describe('summariseTrace()', () => {
  it('names the root, spans the whole time and counts errors by service', () => {
    const root = row({
      root: true,
      name: 'root',
      service: 'productpage',
      start_us: 90,
      duration_us: 20,
      response_code: 200,
    });
    expect(summariseTrace('t', [row({ status: 'error' }), root])).toMatchObject({
      rootName: 'root',
      rootService: 'productpage',
      startUs: 90,
      durationUs: 60,
      spans: 2,
      errorSpans: 1,
      code: 200,
      services: [
        { name: 'productpage', spans: 1, errorSpans: 0 },
        { name: 'reviews', spans: 1, errorSpans: 1 },
      ],
    });
  });

  it('takes the earliest span while the root is missing', () => {
    expect(summariseTrace('t', [row({ start_us: 5, name: 'early' }), row({ start_us: 9 })]).rootName).toBe(
      'early',
    );
  });
});
