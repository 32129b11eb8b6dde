import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meetsLogQuery } from '@/lib/mesh/log/query/meets-log-query';
import { readLogQuery } from '@/lib/mesh/log/query/read-log-query';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { findCriticalPath } from '@/lib/mesh/trace/critical-path';
import { readTraceFile } from '@/lib/mesh/trace/file/read-trace-file';
import { traceToJaeger } from '@/lib/mesh/trace/jaeger/trace-to-jaeger';
import { spansToOtlp } from '@/lib/mesh/trace/otlp/spans-to-otlp';
import { pickSpans } from '@/lib/mesh/trace/query/pick-spans';
import { readTraceQuery } from '@/lib/mesh/trace/query/read-trace-query';
import { spansToZipkin } from '@/lib/mesh/trace/zipkin/spans-to-zipkin';
import { logOf, spanOf } from '@/test/integration/support/telemetry-samples';
import { spoiledJson, spoiledText } from '@/test/support/spoil';
import { makeSpan } from './make-span';

const RUNS = { numRuns: 200, seed: 23 };
const TRACE = 'a'.repeat(32);
const spans = [
  makeSpan('shop', 1_700_000_000_000_000, 900, { span_id: '1'.repeat(16) }),
  makeSpan('bank', 1_700_000_000_000_200, 300, { span_id: '2'.repeat(16), parent_span_id: '1'.repeat(16) }),
];

describe('files of traces', { timeout: 60_000 }, () => {
  it.each([
    ['Jaeger', { data: [traceToJaeger(TRACE, spans)] }],
    ['Zipkin', spansToZipkin(spans)],
    ['OTLP', spansToOtlp(spans)],
    ['Meshscope', { traceId: TRACE, spans }],
  ])('%s: what is spoiled is refused with a reason, or can be drawn', (_, message) => {
    fc.assert(
      fc.property(spoiledJson(message), (spoiled) => {
        const file = readTraceFile(JSON.stringify(spoiled));
        if (file.reason !== undefined) {
          expect(file.reason).not.toBe('');
          return;
        }
        for (const { traceId, spans: read } of file.traces) {
          const trace = buildTrace(traceId, read);
          if (trace !== undefined) findCriticalPath(trace);
        }
      }),
      RUNS,
    );
  });

  it('any text is refused with a reason', () => {
    fc.assert(
      fc.property(spoiledText(JSON.stringify({ data: [traceToJaeger(TRACE, spans)] })), (text) => {
        const file = readTraceFile(text);
        expect(file.reason === undefined || file.reason !== '').toBe(true);
      }),
      RUNS,
    );
  });
});

describe('queries', { timeout: 60_000 }, () => {
  it.each([
    '{ resource.service.name = "a.b" && (status = error || duration > 1.5s) && !(.x != nil) }',
    '{ span.http.status_code >= 500 && span.response_flags =~ "U[FHO]" && name !~ "(?i)x.*" }',
    '({ trace:duration > 1s } || { rootName = "x" }) >> { status = error } | avg(duration) > 2ms | count() >= 2',
  ])('a spoiled query of traces is read, or refused at a place in it: %s', (query) => {
    fc.assert(
      fc.property(spoiledText(query), (text) => {
        const { spanset, error } = readTraceQuery(text);
        if (error === undefined) pickSpans(spanset, [spanOf()]);
        else {
          expect(error.message).not.toBe('');
          expect(error.from).toBeGreaterThanOrEqual(0);
          expect(error.to).toBeLessThanOrEqual(text.length);
        }
      }),
      RUNS,
    );
  });

  it.each(['code >= 500 and (path contains "/pay" or not flag = UF) words', 'duration > 1.5s or agent = ""'])(
    'a spoiled query of logs is read, or refused at a place in it: %s',
    (query) => {
      fc.assert(
        fc.property(spoiledText(query), (text) => {
          const { expression, error } = readLogQuery(text);
          if (expression !== undefined) meetsLogQuery(expression, logOf());
          if (error !== undefined) {
            expect(error.message).not.toBe('');
            expect(error.at).toBeLessThanOrEqual(text.length);
          }
        }),
        RUNS,
      );
    },
  );
});
