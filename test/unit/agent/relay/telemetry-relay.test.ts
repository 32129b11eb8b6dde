import http2 from 'node:http2';
import { gzipSync } from 'node:zlib';
import { OTLPTraceExporter as GrpcExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtoExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { ZipkinExporter } from '@opentelemetry/exporter-zipkin';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, SimpleSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RelayAnswer, RelayMessage } from '@/agent/relay/relay-message';
import { type RelayHandle, startRelay } from '@/agent/relay/start-relay';
import { TelemetryRelay } from '@/agent/relay/telemetry-relay';
import { SpanReceiver } from '@/test/support/span-receiver';
import { encodeZipkinSpan } from '@/test/support/zipkin-protobuf';

const SPAN = {
  traceId: 'a'.repeat(32),
  id: 'b'.repeat(16),
  name: 'get',
  timestamp: Date.now() * 1_000,
  duration: 5,
  localEndpoint: { serviceName: 'reviews' },
  tags: {},
};

/** An application's tracer with one span. */
async function report(exporter: SpanExporter): Promise<void> {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'reviews' }),
    spanProcessors: [new SimpleSpanProcessor(exporter)],
  });
  provider.getTracer('shop').startSpan('GET /reviews').end();
  await provider.forceFlush();
  await provider.shutdown();
}

describe('startRelay()', () => {
  let console: SpanReceiver;
  let handle: RelayHandle;
  let url: string;

  beforeEach(async () => {
    console = await SpanReceiver.start({ adminToken: 'admin', agentToken: 'agents' });
    handle = await startRelay(
      { host: '127.0.0.1', port: 0 },
      { consoleUrl: console.url, readToken: async () => 'agents', log: () => undefined },
    );
    url = `http://127.0.0.1:${handle.listen.port}`;
  });
  afterEach(async () => {
    await handle.close(0);
    await console.close();
    expect(console.problems).toEqual([]);
  });

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });

  it.each([
    ['OTLP in protobuf', () => new ProtoExporter({ url: `${url}/v1/traces` })],
    [
      'OTLP in protobuf and gzip',
      () => new ProtoExporter({ url: `${url}/v1/traces`, compression: CompressionAlgorithm.GZIP }),
    ],
    ['OTLP in JSON', () => new JsonExporter({ url: `${url}/v1/traces` })],
    ['Zipkin’s JSON', () => new ZipkinExporter({ url: `${url}/api/v2/spans` })],
    ['OTLP over gRPC', () => new GrpcExporter({ url })],
    ['OTLP over gRPC and gzip', () => new GrpcExporter({ url, compression: CompressionAlgorithm.GZIP })],
  ])('hands on what a real client sends as %s, with the agent’s token', async (_, makeExporter) => {
    await report(makeExporter());
    expect(console.spans.map(({ service, name }) => [service, name])).toEqual([['reviews', 'GET /reviews']]);
    expect(handle.relay.counters).toMatchObject({ taken: 1, delivered: 1, kept: 0 });
    expect(handle.relay.heldBytes).toBe(0);
  });

  it('hands on what comes as Zipkin’s protobuf', async () => {
    const answered = await post('/api/v2/spans', Uint8Array.from(encodeZipkinSpan(BigInt(SPAN.timestamp))), {
      'content-type': 'application/x-protobuf',
    });
    expect(answered.status).toBe(202);
    expect(console.spans.map(({ service, name }) => [service, name])).toEqual([['cart', 'get /pay']]);
  });

  it('keeps what comes over gRPC while the console is away', async () => {
    await console.close();
    await report(new GrpcExporter({ url }));
    expect(handle.relay.counters).toMatchObject({ taken: 1, kept: 1 });
    console = await SpanReceiver.start();
  });

  it('says by gRPC what it cannot take', async () => {
    const client = http2.connect(url);
    const call = (path: string, body: Uint8Array, headers: Record<string, string> = {}) =>
      new Promise<[unknown, unknown]>((resolve, reject) => {
        const stream = client.request({
          ':method': 'POST',
          ':path': path,
          'content-type': 'application/grpc',
          ...headers,
        });
        let found: [unknown, unknown] = [undefined, undefined];
        const note = (given: http2.IncomingHttpHeaders) => {
          if (given['grpc-status'] !== undefined) found = [given['grpc-status'], given['grpc-message']];
        };
        stream.on('response', note).on('trailers', note).on('error', reject);
        stream.on('close', () => resolve(found)).resume();
        stream.end(body);
      });
    const export_ = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
    expect((await call('/nobody.Serves/This', Buffer.alloc(5)))[0]).toBe('12');
    expect((await call(export_, Buffer.from([0, 0, 0, 0, 9, 1])))[0]).toBe('3');
    expect((await call(export_, Buffer.from([0, 0, 0, 0, 2, 0xff, 0xff])))[0]).toBe('3');
    expect((await call(export_, Buffer.alloc(5), { ':authority': 'evil.example' }))[0]).toBe('7');
    expect((await call(export_, Buffer.alloc(5)))[0]).toBe('0');
    client.close();
  });

  it('hands on log lines, and what is packed', async () => {
    const line = { timeUnixNano: `${Date.now()}000000`, body: { stringValue: 'hello' } };
    const logs = { resourceLogs: [{ scopeLogs: [{ logRecords: [line] }] }] };
    const packed = new Uint8Array(gzipSync(JSON.stringify(logs)));
    expect((await post('/v1/logs', packed, { 'content-encoding': 'gzip' })).status).toBe(200);
    expect(console.logs).toHaveLength(1);
  });

  it('passes on what the console says: a part it cannot take, and why it refuses the whole', async () => {
    const old = { ...SPAN, timestamp: 5 };
    const partly = await post('/api/v2/spans', [SPAN, { ...old, id: 'c'.repeat(16) }]);
    expect([partly.status, partly.headers.get('x-rejected-spans')]).toEqual([202, '1']);
    const bad = await post('/v1/traces', '{"resourceSpans":5}');
    expect(bad.status).toBe(400);
    expect(await bad.text()).toContain('resourceSpans is no list');
  });

  it('keeps what comes while the console is away, and says that it was taken', async () => {
    await console.close();
    const kept = await post('/api/v2/spans', [SPAN]);
    expect(kept.status).toBe(202);
    const otlp = await post('/v1/traces', { resourceSpans: [] });
    expect([otlp.status, await otlp.text()]).toEqual([200, '{}']);
    expect(handle.relay.counters).toMatchObject({ kept: 2, delivered: 0 });
    expect(handle.relay.heldBytes).toBeGreaterThan(0);
    console = await SpanReceiver.start();
  });

  it.each([
    ['/nothing', {}, 404],
    ['/v1/traces', { 'content-type': 'text/plain' }, 415],
    ['/v1/traces', { origin: 'https://evil.example' }, 403],
  ])('refuses %s with %j by %i', async (path, headers, status) => {
    expect((await post(path, '{}', headers)).status).toBe(status);
  });

  it('is for sending only', async () => {
    expect((await fetch(`${url}/v1/traces`)).status).toBe(405);
  });
});

describe('TelemetryRelay', () => {
  const message = (bytes: number, takenAtMs = 0): RelayMessage => ({
    path: '/v1/traces',
    headers: { 'content-type': 'application/json' },
    body: Buffer.alloc(bytes),
    takenAtMs,
  });
  const answered = (status: number): RelayAnswer => ({ status, headers: {}, body: Buffer.alloc(0) });

  /** A relay to a console that answers as `next` says. */
  function relayTo(next: () => RelayAnswer | undefined, nowMs = 0) {
    const sent: number[] = [];
    const lines: string[] = [];
    const relay = new TelemetryRelay({
      send: async ({ body }) => {
        const answer = next();
        if (answer?.status === 200) sent.push(body.length);
        return answer;
      },
      heldBytes: 100,
      keptMs: 1_000,
      retryMs: [60_000, 60_000],
      now: () => nowMs,
      random: () => 0,
      log: (line) => lines.push(line),
    });
    return { relay, sent, lines };
  }

  it('asks applications to wait when as much waits as may', async () => {
    const { relay } = relayTo(() => undefined);
    expect((await relay.take(message(60))).status).toBe(200);
    const refused = await relay.take(message(60));
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '1']);
    expect(relay.counters).toMatchObject({ taken: 2, kept: 1, refused: 1 });
    expect(relay.heldBytes).toBe(60);
    await relay.stop(0);
  });

  it.each([429, 502, 503, 504])('keeps what the console answers with %i', async (status) => {
    const { relay } = relayTo(() => answered(status));
    expect((await relay.take(message(10))).status).toBe(200);
    expect(relay.counters.kept).toBe(1);
    await relay.stop(0);
  });

  it('delivers what is kept in order, before what comes later', async () => {
    let answer: RelayAnswer | undefined;
    const { relay, sent } = relayTo(() => answer);
    for (const bytes of [1, 2]) await relay.take(message(bytes));
    answer = answered(200);
    await relay.take(message(3));
    await relay.stop(1_000);
    expect(sent).toEqual([1, 2, 3]);
    expect(relay.counters).toMatchObject({ delivered: 3, dropped: 0 });
    expect(relay.heldBytes).toBe(0);
  });

  it('drops and counts what is too old, what the console refuses, and what is left at the end', async () => {
    let answer: RelayAnswer | undefined;
    const { relay, lines } = relayTo(() => answer, 2_000);
    await relay.take(message(1, 0));
    await relay.take(message(2, 1_500));
    answer = answered(400);
    await relay.stop(1_000);
    expect(relay.counters).toMatchObject({ delivered: 0, dropped: 2 });
    expect(lines).toEqual([
      'a message of an application was dropped: it is too old',
      'a message of an application was dropped: the console answered 400',
    ]);
    const away = relayTo(() => undefined);
    await away.relay.take(message(5));
    await away.relay.stop(1_000);
    expect(away.relay.counters.dropped).toBe(1);
    expect(away.lines).toEqual(['1 messages of applications were not delivered and are lost']);
  });
});
