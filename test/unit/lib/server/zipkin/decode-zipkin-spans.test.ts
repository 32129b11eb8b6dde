import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeZipkinSpans } from '@/lib/server/zipkin/decode-zipkin-spans';
import { SpanReceiver } from '@/test/support/span-receiver';
import { encodeZipkinSpan } from '../../../../support/zipkin-protobuf';

describe('decodeZipkinSpans()', () => {
  it('reads every field of a span as the JSON form names it', () => {
    expect(decodeZipkinSpans(Uint8Array.from(encodeZipkinSpan(1_700_000_000_000_000n)))).toEqual([
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
    const whole = Uint8Array.from(encodeZipkinSpan(1_700_000_000_000_000n));
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
    const body = Uint8Array.from(encodeZipkinSpan(BigInt(Date.now()) * 1_000n));
    expect((await receiver.post('/api/v2/spans', body, headers)).status).toBe(202);
    expect(receiver.spans).toMatchObject([
      { service: 'cart', kind: 'CLIENT', duration_us: 207_000, tags: { 'http.path': '/pay' } },
    ]);
    expect((await receiver.post('/api/v2/spans', '[]', headers)).status).toBe(400);
    expect((await receiver.post('/api/v1/spans', body, headers)).status).toBe(415);
  });
});
