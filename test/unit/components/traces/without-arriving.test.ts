import { describe, expect, it } from 'vitest';
import { withoutArriving } from '@/components/traces/model/without-arriving';
import type { Span } from '@/lib/mesh/trace/span';
import { summarizeTrace } from '@/lib/mesh/trace/summarize-trace';

const NOW_MS = 1_700_000_000_000;

function trace(traceId: string, parent: string, agoMs: number) {
  const span: Span = {
    trace_id: traceId,
    span_id: '1',
    parent_span_id: parent,
    name: 'orders.shop:80/*',
    kind: 'SERVER',
    start_us: (NOW_MS - agoMs) * 1_000,
    duration_us: 1_000,
    service: 'orders',
    namespace: 'shop',
    workload: 'orders-v1',
    version: 'v1',
    status: 'unset',
    tags: {},
  };
  const summary = summarizeTrace(traceId, [span]);
  if (summary === undefined) throw new Error('A span is a trace');
  return summary;
}

describe('withoutArriving()', () => {
  it('leaves out a new trace whose root has not come, and keeps an old one whose root never came', () => {
    const [whole, half, old] = [trace('a', '', 500), trace('b', '9', 500), trace('c', '9', 60_000)];
    expect(withoutArriving([half, whole, old], NOW_MS)).toEqual([whole, old]);
  });

  it('hands back the same array where all have come', () => {
    const traces = [trace('a', '', 500)];
    expect(withoutArriving(traces, NOW_MS)).toBe(traces);
  });
});
