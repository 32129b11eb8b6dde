import { once } from 'node:events';
import { connect } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { otlpMessage, otlpSpan, sampleSpans } from '@/test/support/otlp-samples';
import { SpanReceiver } from '@/test/support/span-receiver';
import { spoiledBytes, spoiledJson } from '@/test/support/spoil';
import { encodeZipkinSpan } from '@/test/support/zipkin-protobuf';

const JSON_TYPE = 'application/json';
const PROTOBUF = 'application/x-protobuf';
const RUNS = { numRuns: 40, seed: 23 };

const zipkin = {
  ...{ traceId: '463ac35c9f6413ad48485a3953bb6124', id: 'a2fb4a1d1a96d312', parentId: 'a2fb4a1d1a96d313' },
  ...{ kind: 'CLIENT', name: 'get', timestamp: Date.now() * 1_000, duration: 10, tags: { a: 'b' } },
  localEndpoint: { serviceName: 'web', ipv4: '10.0.0.1', port: 80 },
  annotations: [{ timestamp: Date.now() * 1_000, value: 'x' }],
};
const zipkinV1 = {
  ...{ traceId: zipkin.traceId, id: zipkin.id, name: 'get' },
  annotations: [{ timestamp: zipkin.timestamp, value: 'sr', endpoint: { serviceName: 'web' } }],
  binaryAnnotations: [{ key: 'a', value: 'b', endpoint: { serviceName: 'web' } }],
};
const logs = {
  resourceLogs: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
      scopeLogs: [
        {
          logRecords: [
            {
              timeUnixNano: `${Date.now()}000000`,
              severityNumber: 17,
              body: { kvlistValue: { values: [] } },
            },
          ],
        },
      ],
    },
  ],
};
const otlp = otlpMessage([
  otlpSpan({
    events: [{ timeUnixNano: `${Date.now()}000000`, name: 'e', attributes: [] }],
    links: [{ traceId: 'b'.repeat(32), spanId: 'c'.repeat(16) }],
    status: { code: 2, message: 'no' },
  }),
]);
const traceBytes = ProtobufTraceSerializer.serializeRequest(sampleSpans(5)) ?? new Uint8Array();
const zipkinBytes = Uint8Array.from(encodeZipkinSpan(BigInt(Date.now()) * 1_000n));

const text = (message: unknown) => Buffer.from(JSON.stringify(message));
const jsonDoor = (name: string, path: string, message: unknown) =>
  [
    name,
    path,
    JSON_TYPE,
    Uint8Array.from(text(message)),
    spoiledJson(message).map((m) => Uint8Array.from(text(m))),
  ] as const;
const protoDoor = (name: string, path: string, bytes: Uint8Array) =>
  [name, path, PROTOBUF, Uint8Array.from(bytes), spoiledBytes(bytes)] as const;

const DOORS = [
  jsonDoor('OTLP traces in JSON', '/v1/traces', otlp),
  protoDoor('OTLP traces in protobuf', '/v1/traces', traceBytes),
  jsonDoor('OTLP logs in JSON', '/v1/logs', logs),
  jsonDoor('Zipkin v2 in JSON', '/api/v2/spans', [zipkin]),
  protoDoor('Zipkin v2 in protobuf', '/api/v2/spans', zipkinBytes),
  jsonDoor('Zipkin v1 in JSON', '/api/v1/spans', [zipkinV1]),
];

describe('every door for spans and logs', { timeout: 60_000 }, () => {
  let receiver: SpanReceiver;
  const kept = () => receiver.spans.length + receiver.logs.length;

  beforeAll(async () => {
    receiver = await SpanReceiver.start();
  });
  beforeEach(() => {
    receiver.spans.length = 0;
    receiver.logs.length = 0;
  });
  afterAll(async () => {
    await receiver.close();
    expect(receiver.problems).toEqual([]);
  });

  it.each(DOORS)(
    '%s: takes or refuses what is spoiled, and loses nothing beside it',
    async (_, path, type, good, bad) => {
      const headers = { 'content-type': type };
      await fc.assert(
        fc.asyncProperty(bad, async (bytes) => {
          const answer = await receiver.post(path, bytes, headers);
          const said = await answer.text();
          expect([200, 202, 400]).toContain(answer.status);
          if (answer.status === 400) expect(said.length).toBeGreaterThan(0);
        }),
        RUNS,
      );
      const before = kept();
      expect([200, 202]).toContain((await receiver.post(path, good, headers)).status);
      expect(kept()).toBeGreaterThan(before);
    },
  );

  it.each(DOORS)(
    '%s: what was cut short, packed wrongly or called something else is refused',
    async (_, path, type, good) => {
      const half = good.slice(0, Math.floor(good.length / 2));
      expect((await receiver.post(path, half, { 'content-type': type })).status).toBe(400);
      const packed = Uint8Array.from(gzipSync(good)).slice(0, 20);
      const unpacked = await receiver.post(path, packed, {
        'content-type': type,
        'content-encoding': 'gzip',
      });
      expect(unpacked.status).toBe(400);
      expect((await receiver.post(path, good, { 'content-type': 'text/html' })).status).toBe(415);
      expect(kept()).toBe(0);
    },
  );

  it.each(DOORS)('%s: gives up a bomb at the bound', async (_, path, type) => {
    const bomb = Uint8Array.from(gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')));
    const answer = await receiver.post(path, bomb, { 'content-type': type, 'content-encoding': 'gzip' });
    expect(answer.status).toBe(413);
  });

  it('OTLP over gRPC: answers spoiled messages as the sender’s fault or takes them, never otherwise', async () => {
    const session = connect(receiver.url);
    try {
      const call = async (message: Uint8Array): Promise<string> => {
        const stream = session.request({
          ':method': 'POST',
          ':path': '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
          'content-type': 'application/grpc',
          te: 'trailers',
        });
        let status = '';
        stream.on('response', (head) => (status ||= String(head['grpc-status'] ?? '')));
        stream.on('trailers', (trailers) => (status ||= String(trailers['grpc-status'] ?? '')));
        stream.resume();
        const frame = Buffer.alloc(5);
        frame.writeUInt32BE(message.length, 1);
        stream.end(Buffer.concat([frame, message]));
        await once(stream, 'close');
        return status;
      };
      // 0 taken, 3 invalid argument.
      await fc.assert(
        fc.asyncProperty(spoiledBytes(traceBytes), async (bytes) => {
          expect(['0', '3']).toContain(await call(bytes));
        }),
        RUNS,
      );
      const before = kept();
      expect(await call(traceBytes)).toBe('0');
      expect(kept()).toBe(before + 5);
    } finally {
      session.destroy();
    }
  });
});
