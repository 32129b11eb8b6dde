import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtoExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { ZipkinExporter } from '@opentelemetry/exporter-zipkin';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, SimpleSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Span } from '@/lib/mesh/trace/span';
import { SpanReceiver } from '@/test/support/span-receiver';

/** An application's tracer: a request that calls another service, which fails. */
async function reportCall(exporter: SpanExporter): Promise<void> {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({
      'service.name': 'reviews',
      'service.version': 'v2',
      'host.cpus': 4,
      'process.command_args': ['node', 'main.js'],
    }),
    spanProcessors: [new SimpleSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('shop', '1.2.3');
  const server = tracer.startSpan('GET /reviews', {
    kind: SpanKind.SERVER,
    attributes: { 'http.request.method': 'GET', 'http.response.status_code': 503 },
  });
  const client = tracer.startSpan(
    'GET ratings',
    { kind: SpanKind.CLIENT },
    trace.setSpan(context.active(), server),
  );
  client.addEvent('retry', { attempt: 2 });
  client.recordException(new Error('connection reset'));
  client.setStatus({ code: SpanStatusCode.ERROR, message: 'no ratings' });
  client.end();
  server.end();
  await provider.forceFlush();
  await provider.shutdown();
}

let receiver: SpanReceiver;

beforeEach(async () => {
  propagation.disable();
  receiver = await SpanReceiver.start({
    workloads: [{ namespace: 'bookinfo', workload: 'reviews-v2', app: 'reviews', version: 'v2' }],
  });
});

afterEach(async () => {
  await receiver.close();
  expect(receiver.problems).toEqual([]);
});

function expectCall(spans: readonly Span[]): { server: Span; client: Span } {
  const server = spans.find(({ kind }) => kind === 'SERVER');
  const client = spans.find(({ kind }) => kind === 'CLIENT');
  if (server === undefined || client === undefined) throw new Error('both spans should have arrived');
  expect(spans).toHaveLength(2);
  expect(client).toMatchObject({
    trace_id: server.trace_id,
    parent_span_id: server.span_id,
    status: 'error',
  });
  expect(server).toMatchObject({
    service: 'reviews',
    namespace: 'bookinfo',
    workload: 'reviews-v2',
    version: 'v2',
    parent_span_id: '',
  });
  expect(Math.abs(server.start_us / 1_000 - Date.now())).toBeLessThan(60_000);
  expect(server.tags).toMatchObject({ 'http.response.status_code': '503' });
  return { server, client };
}

describe.each([
  ['protobuf', ProtoExporter, CompressionAlgorithm.NONE],
  ['protobuf in gzip', ProtoExporter, CompressionAlgorithm.GZIP],
  ['JSON', JsonExporter, CompressionAlgorithm.NONE],
  ['JSON in gzip', JsonExporter, CompressionAlgorithm.GZIP],
] as const)('the OpenTelemetry SDK sending %s', (_, Exporter, compression) => {
  it('arrives with resource, scope, events, status and owner', async () => {
    await reportCall(new Exporter({ url: `${receiver.url}/v1/traces`, compression }));
    const { server, client } = expectCall(receiver.spans);
    expect(client.tags).toMatchObject({
      'host.cpus': '4',
      'process.command_args': '["node","main.js"]',
      'otel.scope.name': 'shop',
      'otel.scope.version': '1.2.3',
    });
    expect(client.details).toMatchObject({
      status_message: 'no ratings',
      events: [
        { name: 'retry', tags: { attempt: '2' } },
        { name: 'exception', tags: { 'exception.message': 'connection reset' } },
      ],
    });
    expect(server.details?.resource).toContain('service.name');
  });
});

describe('a Zipkin client', () => {
  it('arrives with endpoint, annotations and error', async () => {
    await reportCall(new ZipkinExporter({ url: `${receiver.url}/api/v2/spans` }));
    const { client } = expectCall(receiver.spans);
    expect(client.details?.events?.map(({ name }) => name.split(':')[0])).toEqual(['retry', 'exception']);
  });
});
