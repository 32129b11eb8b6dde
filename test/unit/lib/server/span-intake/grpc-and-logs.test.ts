import { connect } from 'node:net';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter as GrpcLogExporter } from '@opentelemetry/exporter-logs-otlp-grpc';
import { OTLPLogExporter as JsonLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtoLogExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPTraceExporter as GrpcTraceExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider, type LogRecordExporter, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/protocol/app-error';
import { SpanReceiver } from '@/test/support/span-receiver';

const resource = resourceFromAttributes({
  'service.name': 'pay',
  'service.namespace': 'shop',
  'service.version': 'v3',
});

async function reportLine(exporter: LogRecordExporter): Promise<void> {
  const provider = new LoggerProvider({ resource, processors: [new SimpleLogRecordProcessor({ exporter })] });
  provider.getLogger('bank').emit({
    severityNumber: SeverityNumber.ERROR,
    severityText: 'ERROR',
    body: { message: 'card refused', tries: 2 },
    attributes: { card: 'visa' },
  });
  await provider.forceFlush();
  await provider.shutdown();
}

async function reportSpan(exporter: GrpcTraceExporter): Promise<void> {
  const provider = new BasicTracerProvider({ resource, spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.getTracer('t').startSpan('charge').end();
  await provider.forceFlush();
  await provider.shutdown();
}

describe('OTLP with the OpenTelemetry SDK', () => {
  let receiver: SpanReceiver;
  const start = async (options: Parameters<typeof SpanReceiver.start>[0] = {}) => {
    receiver = await SpanReceiver.start(options);
  };
  beforeEach(() => start());
  afterEach(async () => {
    await receiver.close();
    expect(receiver.problems).toEqual([]);
  });

  it.each([
    ['protobuf', (url: string) => new ProtoLogExporter({ url: `${url}/v1/logs` })],
    [
      'gzip',
      (url: string) =>
        new ProtoLogExporter({ url: `${url}/v1/logs`, compression: CompressionAlgorithm.GZIP }),
    ],
    ['JSON', (url: string) => new JsonLogExporter({ url: `${url}/v1/logs` })],
    ['gRPC', (url: string) => new GrpcLogExporter({ url })],
    ['gRPC with gzip', (url: string) => new GrpcLogExporter({ url, compression: CompressionAlgorithm.GZIP })],
  ])('takes log records by %s', async (_name, exporter) => {
    await reportLine(exporter(receiver.url));
    expect(receiver.logs).toMatchObject([
      {
        severity: 17,
        severity_text: 'ERROR',
        trace_id: null,
        service: 'pay',
        namespace: 'shop',
        version: 'v3',
      },
    ]);
    const [line] = receiver.logs;
    expect(JSON.parse(line?.body ?? '')).toEqual({ message: 'card refused', tries: expect.anything() });
    expect(line?.tags).toMatchObject({ card: 'visa', 'otel.scope.name': 'bank' });
    expect(Math.abs((line?.time_us ?? 0) / 1_000 - Date.now())).toBeLessThan(60_000);
  });

  it('takes spans by gRPC, on the port that speaks HTTP/1.1 too', async () => {
    await reportSpan(new GrpcTraceExporter({ url: receiver.url }));
    expect(receiver.spans).toMatchObject([{ name: 'charge', service: 'pay', namespace: 'shop' }]);
    expect((await receiver.post('/v1/traces', '{}')).status).toBe(200);
  });

  it('answers UNAVAILABLE by gRPC while the console is behind, and takes the same spans later', async () => {
    await receiver.close();
    let calls = 0;
    await start({
      onWrite: async () => {
        if (++calls === 1) throw new AppError('overloaded', 'behind');
      },
    });
    const behind = reportSpan(new GrpcTraceExporter({ url: receiver.url }));
    await expect(behind).rejects.toMatchObject([{ message: expect.stringContaining('14 UNAVAILABLE') }]);
    await reportSpan(new GrpcTraceExporter({ url: receiver.url }));
    expect(calls).toBe(2);
    expect(receiver.spans).toHaveLength(1);
  });

  it('refuses by gRPC whoever has no token', async () => {
    await receiver.close();
    await start({ adminToken: 'secret' });
    const refused = reportSpan(new GrpcTraceExporter({ url: receiver.url }));
    await expect(refused).rejects.toBeDefined();
    expect(receiver.spans).toEqual([]);
  });

  it('tells HTTP/1.1 from HTTP/2 however the first bytes are cut', async () => {
    const { port } = new URL(receiver.url);
    const answer = await new Promise<string>((resolve, reject) => {
      let heard = '';
      const socket = connect(Number(port), '127.0.0.1', async () => {
        for (const part of [
          'P',
          'O',
          'ST /v1/traces HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n',
          'Content-Length: 2\r\nConnection: close\r\n\r\n{}',
        ]) {
          socket.write(part);
          await new Promise((next) => setTimeout(next, 20));
        }
      });
      socket.on('data', (chunk) => {
        heard += chunk;
      });
      socket.on('close', () => resolve(heard)).on('error', reject);
    });
    expect(answer).toContain('HTTP/1.1 200 OK');
  });
});
