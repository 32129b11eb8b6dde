import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeZipkinSpans } from '@/lib/server/zipkin/decode-zipkin-spans';
import { SpanReceiver } from '@/test/support/span-receiver';

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
const field = (number: number, bytes: readonly number[]) => [
  ...varint(number * 8 + 2),
  ...varint(bytes.length),
  ...bytes,
];
const text = (number: number, value: string) => field(number, [...Buffer.from(value)]);
const hex = (number: number, value: string) => field(number, [...Buffer.from(value, 'hex')]);
const number = (at: number, value: number) => [...varint(at * 8), ...varint(value)];
const fixed64 = (at: number, value: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return [...varint(at * 8 + 1), ...bytes];
};

/** As Zipkin's own Java encoder writes it: field by field of zipkin.proto. */
function encodeSpan(startUs: bigint): number[] {
  return field(1, [
    ...hex(1, '5af7183fb1d4cf5f'),
    ...hex(2, '6b221d5bc9e6496c'),
    ...hex(3, '352bff9a74ca9ad2'),
    ...number(4, 1),
    ...text(5, 'get /pay'),
    ...fixed64(6, startUs),
    ...number(7, 207_000),
    ...field(8, [...text(1, 'cart'), ...field(2, [10, 0, 0, 7]), ...number(4, 8_080)]),
    ...field(10, [...fixed64(1, startUs + 5n), ...text(2, 'cache miss')]),
    ...field(11, [...text(1, 'http.path'), ...text(2, '/pay')]),
    ...number(13, 1),
  ]);
}

describe('decodeZipkinSpans()', () => {
  it('reads every field of a span as the JSON form names it', () => {
    expect(decodeZipkinSpans(Uint8Array.from(encodeSpan(1_700_000_000_000_000n)))).toEqual([
      {
        traceId: '5af7183fb1d4cf5f',
        parentId: '6b221d5bc9e6496c',
        id: '352bff9a74ca9ad2',
        kind: 'CLIENT',
        name: 'get /pay',
        timestamp: 1_700_000_000_000_000,
        duration: 207_000,
        localEndpoint: { serviceName: 'cart', ipv4: '10.0.0.7', port: 8_080 },
        annotations: [{ timestamp: 1_700_000_000_000_005, value: 'cache miss' }],
        tags: { 'http.path': '/pay' },
        shared: true,
      },
    ]);
  });

  it('refuses what is cut short, at every byte', () => {
    const whole = Uint8Array.from(encodeSpan(1_700_000_000_000_000n));
    for (let length = 1; length < whole.length; length++)
      expect(() => decodeZipkinSpans(whole.subarray(0, length))).toThrow();
  });
});

describe('POST /api/v2/spans', () => {
  let receiver: SpanReceiver;
  beforeEach(async () => {
    receiver = await SpanReceiver.start();
  });
  afterEach(() => receiver.close());

  it('takes protobuf, and answers 400 to what is none', async () => {
    const headers = { 'content-type': 'application/x-protobuf' };
    const body = Uint8Array.from(encodeSpan(BigInt(Date.now()) * 1_000n));
    expect((await receiver.post('/api/v2/spans', body, headers)).status).toBe(202);
    expect(receiver.spans).toMatchObject([
      { service: 'cart', kind: 'CLIENT', duration_us: 207_000, tags: { 'http.path': '/pay' } },
    ]);
    expect((await receiver.post('/api/v2/spans', '[]', headers)).status).toBe(400);
    expect((await receiver.post('/api/v1/spans', body, headers)).status).toBe(415);
  });
});
