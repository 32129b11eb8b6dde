import { describe, expect, it } from 'vitest';
import { readTraceFile } from '@/lib/mesh/trace/file/read-trace-file';
import { traceToJaeger } from '@/lib/mesh/trace/jaeger/trace-to-jaeger';
import { spansToOtlp } from '@/lib/mesh/trace/otlp/spans-to-otlp';
import type { Span } from '@/lib/mesh/trace/span';
import { spansToZipkin } from '@/lib/mesh/trace/zipkin/spans-to-zipkin';
import { makeSpan } from '../make-span';

const TRACE = 'a'.repeat(32);
const root = makeSpan('shop', 1_700_000_000_000_000, 900, {
  span_id: '1'.repeat(16),
  status: 'error',
  tags: { 'http.method': 'GET', 'host.name': 'one' },
  details: {
    events: [{ time_us: 1_700_000_000_000_100, name: 'retry', tags: { attempt: '2' } }],
    links: [{ trace_id: 'b'.repeat(32), span_id: '9'.repeat(16), tags: {} }],
    status_message: 'no answer',
    resource: ['host.name'],
  },
});
const child = makeSpan('bank', 1_700_000_000_000_200, 300, {
  span_id: '2'.repeat(16),
  parent_span_id: '1'.repeat(16),
  kind: 'CLIENT',
});
const spans = [root, child];

/** What every form must keep. */
const shapeOf = (all: readonly Span[]) =>
  all.map(({ span_id, parent_span_id, name, kind, start_us, duration_us, status, tags }) => [
    ...[span_id, parent_span_id, name, kind, start_us, duration_us, status, tags['http.method']],
  ]);

describe('readTraceFile()', () => {
  it.each([
    ['Jaeger', { data: [traceToJaeger(TRACE, spans)] }],
    ['Zipkin v2', spansToZipkin(spans)],
    ['Zipkin v2', [spansToZipkin(spans)]],
    ['OTLP', spansToOtlp(spans)],
    ['OTLP', { trace: spansToOtlp(spans), status: 'COMPLETE' }],
    ['OTLP', { result: spansToOtlp(spans) }],
    ['Meshscope', { traceId: TRACE, spans }],
  ])('reads what is saved as %s', (form, message) => {
    const file = readTraceFile(JSON.stringify(message));
    if (file.reason !== undefined) throw new Error(file.reason);
    expect(file.form).toBe(form);
    expect(file.traces.map(({ traceId }) => traceId)).toEqual([TRACE]);
    expect(shapeOf(file.traces[0]?.spans ?? [])).toEqual(shapeOf(spans));
  });

  it('keeps events, links, the status in words and what describes the process in Jaeger’s form', () => {
    const file = readTraceFile(JSON.stringify({ data: [traceToJaeger(TRACE, spans)] }));
    const [first] = file.reason === undefined ? (file.traces[0]?.spans ?? []) : [];
    expect(first?.details).toMatchObject({
      events: root.details?.events,
      links: root.details?.links,
      status_message: 'no answer',
      resource: expect.arrayContaining(['host.name']),
    });
  });

  it('reads Zipkin v1 and keeps traces of one file apart', () => {
    const v1 = (traceId: string) => ({
      traceId,
      id: '7',
      name: 'get',
      annotations: [{ timestamp: 1_700_000_000_000_000, value: 'sr', endpoint: { serviceName: 'shop' } }],
      binaryAnnotations: [],
    });
    const file = readTraceFile(JSON.stringify([v1('1'), v1('2')]));
    expect(file.reason === undefined && file.form).toBe('Zipkin v1');
    expect(file.reason === undefined && file.traces).toHaveLength(2);
  });

  it.each([
    ['', 'no JSON'],
    ['{', 'no JSON'],
    ['{}', 'none of the forms'],
    ['[]', 'no spans'],
    ['5', 'no object'],
    ['{"data":[{"spans":[{"spanID":5}]}]}', 'spanID is no text'],
    ['{"traceId":"a","spans":[{}]}', 'a span has no trace_id'],
    ['{"resourceSpans":{}}', 'resourceSpans is no list'],
  ])('says why it cannot read %s', (text, reason) => {
    expect(readTraceFile(text).reason).toContain(reason);
  });
});
