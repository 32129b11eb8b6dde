import { describe, expect, it } from 'vitest';
import type { Span } from '@/lib/mesh/trace/span';
import { summarizeTrace } from '@/lib/mesh/trace/summarize-trace';

function span(id: string, parent: string, start: number, duration: number, extra: Partial<Span> = {}): Span {
  return {
    trace_id: 'a'.repeat(32),
    span_id: id,
    parent_span_id: parent,
    name: 'web.shop:80/*',
    kind: 'SERVER',
    start_us: start,
    duration_us: duration,
    service: 'web',
    namespace: 'shop',
    workload: 'web-v1',
    version: 'v1',
    status: 'unset',
    tags: {},
    ...extra,
  };
}

describe('summarizeTrace()', () => {
  it('tells root, request, length, errors and services', () => {
    const summary = summarizeTrace('t', [
      span('2', '1', 1_100, 500, { service: 'cart', status: 'error' }),
      span('1', '', 1_000, 1_000, {
        tags: { 'http.method': 'GET', 'http.url': 'http://web.shop/cart?id=7', 'http.status_code': '503' },
      }),
    ]);
    expect(summary).toMatchObject({
      rootService: 'web',
      rootOperation: 'GET /cart',
      code: '503',
      startUs: 1_000,
      durationUs: 1_000,
      spans: 2,
      errors: 1,
      services: [
        { service: 'web', namespace: 'shop', spans: 1, errors: 0 },
        { service: 'cart', namespace: 'shop', spans: 1, errors: 1 },
      ],
      timeline: [
        [0, 1, 0, false],
        [0.1, 0.5, 1, true],
      ],
    });
  });

  it('takes the earliest span for the root while the root is missing, and counts doubled spans once', () => {
    const orphan = span('2', '1', 2_000, 10, { service: 'cart' });
    const summary = summarizeTrace('t', [span('3', '2', 2_001, 5), orphan, orphan]);
    expect(summary).toMatchObject({ rootService: 'cart', spans: 2, rootOperation: '', code: '' });
  });

  it('draws failed spans before long ones when there are too many', () => {
    const many = Array.from({ length: 60 }, (_, i) => span(`s${i}`, 'root', 1_000 + i, 900));
    const failed = span('f', 'root', 1_500, 1, { status: 'error' });
    const summary = summarizeTrace('t', [span('root', '', 1_000, 1_000), ...many, failed]);
    expect(summary?.timeline).toHaveLength(24);
    expect(summary?.timeline.filter(([, , , isError]) => isError)).toHaveLength(1);
  });

  it('has nothing to say of no spans', () => {
    expect(summarizeTrace('t', [])).toBeUndefined();
  });
});
