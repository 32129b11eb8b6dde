import { describe, expect, it } from 'vitest';
import { readOtlpJson } from '@/lib/mesh/trace/otlp/read-otlp-json';
import { spansToOtlp } from '@/lib/mesh/trace/otlp/spans-to-otlp';
import { decodeTraces } from '@/lib/server/otlp/decode-traces';
import { encodeTraces } from '@/lib/server/otlp/encode-traces';
import { makeSpan } from '../../mesh/trace/make-span';

describe('encodeTraces()', () => {
  it('says in protobuf what OTLP’s JSON says', () => {
    const root = makeSpan('shop', 1_700_000_000_123_456, 900, {
      span_id: '1'.repeat(16),
      status: 'error',
      tags: {
        'http.method': 'GET',
        empty: '',
        'host.name': 'one',
        'otel.scope.name': 'lib',
        long: 'ü'.repeat(300),
      },
      details: {
        events: [{ time_us: 1_700_000_000_123_500, name: 'retry', tags: { attempt: '2' } }],
        links: [{ trace_id: 'b'.repeat(32), span_id: '9'.repeat(16), tags: { why: 'x' } }],
        status_message: 'no answer',
        resource: ['host.name'],
      },
    });
    const child = makeSpan('bank', 1_700_000_000_123_600, 3, {
      span_id: '2'.repeat(16),
      parent_span_id: '1'.repeat(16),
      kind: 'CLIENT',
    });
    const message = spansToOtlp([root, child]);
    expect(decodeTraces(encodeTraces(message))).toEqual(readOtlpJson(message));
    expect(encodeTraces({ resourceSpans: [] })).toHaveLength(0);
  });
});
