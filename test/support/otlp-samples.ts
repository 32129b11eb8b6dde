import { randomBytes } from 'node:crypto';
import { SpanKind } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';

/** An OTLP/JSON message with these spans of one service. */
export function otlpMessage(spans: readonly unknown[], service = 'shop'): unknown {
  const attributes = [{ key: 'service.name', value: { stringValue: service } }];
  return { resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans }] }] };
}

/** A span of now in OTLP/JSON. */
export function otlpSpan(rest: Record<string, unknown> = {}): Record<string, unknown> {
  const startMs = Date.now();
  return {
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    name: 'GET /',
    kind: 2,
    startTimeUnixNano: `${startMs}000000`,
    endTimeUnixNano: `${startMs + 5}000000`,
    attributes: [{ key: 'http.response.status_code', value: { intValue: '200' } }],
    ...rest,
  };
}

/** Ended spans of the OpenTelemetry SDK, as its exporters get them. */
export function sampleSpans(count: number): ReadableSpan[] {
  const memory = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop', 'service.version': 'v1' }),
    spanProcessors: [new SimpleSpanProcessor(memory)],
  });
  const tracer = provider.getTracer('samples', '1.0.0');
  for (let i = 0; i < count; i++) {
    const span = tracer.startSpan(`GET /items/${i}`, {
      kind: SpanKind.SERVER,
      attributes: { 'http.request.method': 'GET', 'http.response.status_code': 200, item: i },
    });
    span.addEvent('cache miss', { key: `item-${i}` });
    span.end();
  }
  return memory.getFinishedSpans();
}
