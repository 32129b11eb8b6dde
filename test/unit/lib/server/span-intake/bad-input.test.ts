import { gzipSync } from 'node:zlib';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/protocol/app-error';
import { otlpMessage, otlpSpan, sampleSpans } from '@/test/support/otlp-samples';
import { SpanReceiver } from '@/test/support/span-receiver';

let receiver: SpanReceiver;
let failure: AppError | undefined;

beforeAll(async () => {
  receiver = await SpanReceiver.start({
    agentToken: 'agents',
    adminToken: 'admin',
    onWrite: () => (failure === undefined ? Promise.resolve() : Promise.reject(failure)),
  });
});
beforeEach(() => {
  receiver.spans.length = 0;
  failure = undefined;
});
afterAll(async () => {
  await receiver.close();
  expect(receiver.problems).toEqual([]);
});

const AGENT = { authorization: 'Bearer agents' };
const PROTOBUF = { ...AGENT, 'content-type': 'application/x-protobuf' };

function send(message: unknown, headers: Record<string, string> = AGENT): Promise<Response> {
  return receiver.post('/v1/traces', JSON.stringify(message), headers);
}

describe('POST /v1/traces', { timeout: 60_000 }, () => {
  it('needs a token where the console has one', async () => {
    expect((await send(otlpMessage([otlpSpan()]), {})).status).toBe(401);
    expect((await send(otlpMessage([otlpSpan()]), { authorization: 'Bearer admin' })).status).toBe(200);
    expect((await send(otlpMessage([otlpSpan()]))).status).toBe(200);
  });

  it('refuses another site', async () => {
    const answer = await send(otlpMessage([otlpSpan()]), { ...AGENT, origin: 'https://elsewhere.example' });
    expect(answer.status).toBe(403);
  });

  it('keeps the good spans beside those it rejects, and says why', async () => {
    const bad = [
      { traceId: '00' },
      { startTimeUnixNano: '1' },
      { spanId: '0'.repeat(16) },
      { endTimeUnixNano: '9'.repeat(19) },
    ];
    const answer = await send(otlpMessage([otlpSpan(), ...bad.map(otlpSpan)]));
    expect(answer.status).toBe(200);
    const { partialSuccess } = (await answer.json()) as { partialSuccess: Record<string, string> };
    expect(partialSuccess.rejectedSpans).toBe('4');
    expect(partialSuccess.errorMessage).toContain('a span starts before what is kept');
    expect(receiver.spans).toHaveLength(1);
  });

  it.each([
    ['text that is no JSON', '{"resourceSpans": [', 400],
    ['a list', '[]', 400],
    ['spans that are no list', '{"resourceSpans":[{"scopeSpans":[{"spans":{}}]}]}', 400],
    ['a name that is no text', JSON.stringify(otlpMessage([otlpSpan({ name: 7 })])), 400],
    ['nesting without end', '['.repeat(1_000_000), 400],
  ])('refuses %s with a reason', async (_, body, status) => {
    const answer = await receiver.post('/v1/traces', body, AGENT);
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { message: string }).message).not.toBe('');
  });

  it('takes JSON with unknown fields, names of enums and numbers for times', async () => {
    const span = otlpSpan({
      kind: 'SPAN_KIND_SERVER',
      futureField: { a: 1 },
      startTimeUnixNano: Date.now() * 1e6,
    });
    expect((await send(otlpMessage([span]))).status).toBe(200);
    expect(receiver.spans[0]?.kind).toBe('SERVER');
  });

  it('refuses other types and packings', async () => {
    expect((await send({}, { ...AGENT, 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send({}, { ...AGENT, 'content-encoding': 'br' })).status).toBe(415);
    expect((await send({}, { ...AGENT, 'content-encoding': 'gzip' })).status).toBe(400);
  });

  it('gives up a bomb at the bound', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const answer = await receiver.post('/v1/traces', new Uint8Array(bomb), {
      ...PROTOBUF,
      'content-encoding': 'gzip',
    });
    expect(answer.status).toBe(413);
  });

  it('gives up a message of countless empty spans at the bound', async () => {
    const spans = Buffer.alloc(200_000, Buffer.from([0x12, 0x00]));
    const answer = await receiver.post('/v1/traces', new Uint8Array(nest(0x0a, nest(0x12, spans))), PROTOBUF);
    expect(answer.status).toBe(400);
  });

  it.each([
    ['overloaded', 429],
    ['database_unavailable', 503],
  ] as const)('tells a sender to wait when the store is %s', async (code, status) => {
    failure = new AppError(code, 'not now');
    const answer = await send(otlpMessage([otlpSpan()]));
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe('1');
  });

  it('answers truncated and bit-flipped protobuf with 200 or 400, never otherwise', async () => {
    const whole = ProtobufTraceSerializer.serializeRequest(sampleSpans(20)) ?? new Uint8Array();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(7)), { maxLength: 8 }),
        async (length, flips) => {
          const bytes = Uint8Array.from(whole);
          for (const [at, bit] of flips) bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
          const answer = await receiver.post('/v1/traces', bytes.slice(0, length), PROTOBUF);
          await answer.arrayBuffer();
          expect([200, 400]).toContain(answer.status);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('answers any JSON with 200 or 400, never otherwise', async () => {
    const json = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 6 },
        fc.jsonValue(),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            'resourceSpans',
            'scopeSpans',
            'spans',
            'attributes',
            'value',
            'key',
            'events',
            'status',
          ),
          tie('any'),
        ),
      ),
    })).any;
    await fc.assert(
      fc.asyncProperty(json, async (message) => {
        const answer = await send({ resourceSpans: message });
        expect([200, 400]).toContain(answer.status);
      }),
      { numRuns: 100 },
    );
  });
});

describe('POST /api/v2/spans', () => {
  it('refuses what is no list, and spans that mean nothing', async () => {
    expect((await receiver.post('/api/v2/spans', '{}', AGENT)).status).toBe(400);
    const nothing = await receiver.post('/api/v2/spans', '[{"traceId":"a","id":"b","timestamp":1}]', AGENT);
    expect(nothing.status).toBe(400);
    expect(await nothing.text()).toContain('a span starts before what is kept');
  });

  it('takes 64-bit ids and both halves of a shared span', async () => {
    const timestamp = Date.now() * 1_000;
    const half = { traceId: '463ac35c9f6413ad', id: 'a2fb4a1d1a96d312', timestamp, duration: 10 };
    const body = [
      { ...half, kind: 'CLIENT', localEndpoint: { serviceName: 'web' } },
      { ...half, kind: 'SERVER', shared: true, localEndpoint: { serviceName: 'api' } },
    ];
    expect((await receiver.post('/api/v2/spans', JSON.stringify(body), AGENT)).status).toBe(202);
    expect(receiver.spans.map(({ trace_id, kind, service }) => [trace_id, kind, service])).toEqual([
      ['0000000000000000463ac35c9f6413ad', 'CLIENT', 'web'],
      ['0000000000000000463ac35c9f6413ad', 'SERVER', 'api'],
    ]);
  });
});

describe('POST /api/v1/spans', () => {
  it('makes two spans of one that holds both sides', async () => {
    const at = Date.now() * 1_000;
    const [web, api] = ['web', 'api'].map((serviceName) => ({ serviceName }));
    const span = {
      traceId: '463ac35c9f6413ad',
      id: 'a2fb4a1d1a96d312',
      name: 'get',
      annotations: [
        { timestamp: at, value: 'cs', endpoint: web },
        { timestamp: at + 10, value: 'sr', endpoint: api },
        { timestamp: at + 30, value: 'ss', endpoint: api },
        { timestamp: at + 50, value: 'cr', endpoint: web },
      ],
      binaryAnnotations: [{ key: 'http.path', value: '/x', endpoint: api }],
    };
    expect((await receiver.post('/api/v1/spans', JSON.stringify([span]), AGENT)).status).toBe(202);
    const found = receiver.spans.map(({ kind, service, start_us, duration_us, tags }) => ({
      kind,
      service,
      at: start_us - at,
      duration_us,
      path: tags['http.path'],
    }));
    expect(found).toEqual([
      { kind: 'CLIENT', service: 'web', at: 0, duration_us: 50, path: undefined },
      { kind: 'SERVER', service: 'api', at: 10, duration_us: 20, path: '/x' },
    ]);
  });
});

/** A field that holds `bytes`. */
function nest(key: number, bytes: Buffer): Buffer {
  const length: number[] = [];
  let rest = bytes.length;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) length.push((rest % 0x80) + 0x80);
  return Buffer.concat([Buffer.from([key, ...length, rest]), bytes]);
}
