import { readJaegerJson } from '../jaeger/read-jaeger-json';
import { asObject } from '../json-fields';
import { Malformed, readOrReason } from '../malformed';
import { readOtlpJson } from '../otlp/read-otlp-json';
import { spansFromOtlp } from '../otlp/spans-from-otlp';
import type { Span } from '../span';
import { createFindOwner } from '../span-owner';
import { readZipkinJson } from '../zipkin/read-zipkin-json';
import { readZipkinV1Json } from '../zipkin/read-zipkin-v1-json';

/** The forms a file can have. */
export type TraceFileForm = 'Jaeger' | 'Zipkin v2' | 'Zipkin v1' | 'OTLP' | 'Meshscope';

/** What a file holds, or why it could not be read. */
export type TraceFile =
  | { form: TraceFileForm; traces: { traceId: string; spans: Span[] }[]; reason?: never }
  | { reason: string };

const HEX_ID = /^[0-9a-f]+$/;

/** Reads a file of traces in whichever form it comes: Jaeger, Zipkin v2 or v1, OTLP/JSON, or our own. */
export function readTraceFile(text: string): TraceFile {
  const outcome = readOrReason(() => {
    const { form, spans } = readForm(parseJson(text));
    const good = spans.filter(({ trace_id, span_id }) => HEX_ID.test(trace_id) && HEX_ID.test(span_id));
    if (good.length === 0) throw new Malformed('it holds no spans with ids');
    return { form, traces: byTrace(good) };
  });
  return 'read' in outcome ? outcome.read : outcome;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Malformed('it is no JSON');
  }
}

function readForm(message: unknown): { form: TraceFileForm; spans: Span[] } {
  const findOwner = createFindOwner([]);
  if (Array.isArray(message)) {
    const first = asObject(message.flat()[0] ?? {}, 'A span');
    return isZipkinV1(first)
      ? { form: 'Zipkin v1', spans: readZipkinV1Json(message.flat(), findOwner) }
      : { form: 'Zipkin v2', spans: readZipkinJson(message.flat(), findOwner) };
  }
  const file = asObject(message, 'The file');
  if (file.data !== undefined) return { form: 'Jaeger', spans: readJaegerJson(file, findOwner) };
  // Tempo and Jaeger v3 wrap the message; an older collector called its parts batches.
  const wrapped = asObject(file.result ?? file.trace ?? file, 'The message');
  const resourceSpans = wrapped.resourceSpans ?? wrapped.batches;
  if (resourceSpans !== undefined) {
    return { form: 'OTLP', spans: spansFromOtlp(readOtlpJson({ resourceSpans }), findOwner) };
  }
  if (typeof file.traceId === 'string' && Array.isArray(file.spans)) {
    return { form: 'Meshscope', spans: file.spans.map(readOwnSpan) };
  }
  throw new Malformed('it has none of the forms of Jaeger, Zipkin, OTLP and Meshscope');
}

function isZipkinV1(span: Readonly<Record<string, unknown>>): boolean {
  return (
    span.binaryAnnotations !== undefined ||
    (span.localEndpoint === undefined &&
      span.kind === undefined &&
      Array.isArray(span.annotations) &&
      span.annotations.some((one) => 'endpoint' in Object(one)))
  );
}

/** Our own spans say all there is; what is missing would break the views, so it is refused. */
function readOwnSpan(value: unknown): Span {
  const span = asObject(value, 'A span');
  for (const field of [
    'trace_id',
    'span_id',
    'parent_span_id',
    'name',
    'service',
    'namespace',
    'workload',
    'version',
  ]) {
    if (typeof span[field] !== 'string') throw new Malformed(`a span has no ${field}`);
  }
  for (const field of ['start_us', 'duration_us']) {
    if (typeof span[field] !== 'number') throw new Malformed(`a span has no ${field}`);
  }
  asObject(span.tags, 'tags');
  return span as unknown as Span;
}

function byTrace(spans: readonly Span[]): { traceId: string; spans: Span[] }[] {
  const traces = new Map<string, Span[]>();
  for (const span of spans) {
    const known = traces.get(span.trace_id);
    if (known === undefined) traces.set(span.trace_id, [span]);
    else known.push(span);
  }
  return [...traces].map(([traceId, own]) => ({ traceId, spans: own }));
}
