import { describe, expect, it } from 'vitest';
import { readOtlpJson } from '@/lib/mesh/trace/otlp/read-otlp-json';
import { spansFromOtlp } from '@/lib/mesh/trace/otlp/spans-from-otlp';
import { spansToOtlp } from '@/lib/mesh/trace/otlp/spans-to-otlp';
import { createFindOwner } from '@/lib/mesh/trace/span-owner';
import { makeSpan } from '../make-span';

const read = (message: unknown) => spansFromOtlp(readOtlpJson(message), createFindOwner([]));

describe('spansToOtlp()', () => {
  it('prints what is read back as the same spans', () => {
    const first = read(
      spansToOtlp([
        makeSpan('00000000000000a1', 1e15, 50, { tags: { 'otel.scope.name': 'shop', path: '/x' } }),
        makeSpan('00000000000000a2', 1e15 + 1, 20, {
          parent_span_id: '00000000000000a1',
          kind: 'CLIENT',
          status: 'error',
          tags: { 'host.name': 'one', 'service.name': 'web' },
          details: {
            events: [{ time_us: 1e15 + 2, name: 'retry', tags: { attempt: '2' } }],
            links: [{ trace_id: 'b'.repeat(32), span_id: 'c'.repeat(16), tags: {} }],
            status_message: 'no',
            resource: ['host.name', 'service.name'],
          },
        }),
      ]),
    );
    expect(first.map(({ kind, status, duration_us }) => ({ kind, status, duration_us }))).toEqual([
      { kind: 'SERVER', status: 'unset', duration_us: 50 },
      { kind: 'CLIENT', status: 'error', duration_us: 20 },
    ]);
    expect(first[1]).toMatchObject({
      service: 'web',
      namespace: 'default',
      details: { status_message: 'no' },
    });
    expect(read(spansToOtlp(first))).toEqual(first);
  });
});
