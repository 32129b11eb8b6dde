import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectRaw, type RawServer, startRawServer } from '@/test/support/agent/raw-peer';
import { startTestProxy, type TestProxy } from '@/test/support/agent/start-test-proxy';

let server: RawServer;
let proxy: TestProxy;

beforeEach(async () => {
  server = await startRawServer();
  proxy = await startTestProxy({
    appPort: server.port,
    limits: { headBytes: 4096, uriBytes: 1000, bodyBytes: 1000 },
  });
});

afterEach(() => {
  proxy.handle.close();
  server.close();
});

const HIDDEN = '0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';

describe('inbound proxy, against smuggling', () => {
  it.each([
    [
      'length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 40\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'http1.content_length_and_chunked_not_allowed',
    ],
    [
      'chunks and length',
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n',
      400,
      'http1.content_length_and_chunked_not_allowed',
    ],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 40\r\n\r\n',
      400,
      'http1.content_length_not_allowed',
    ],
    [
      'a signed length',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +4\r\n\r\n',
      400,
      'http1.content_length_not_allowed',
    ],
    [
      'an obscured coding',
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n',
      400,
      'http1.invalid_transfer_encoding',
    ],
    [
      'a coding behind a space',
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n',
      400,
      'http1.invalid_characters',
    ],
    [
      'a folded coding',
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\r\n chunked\r\n\r\n',
      400,
      'http1.codec_error',
    ],
    [
      'chunks in HTTP/1.0',
      'POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'http1.transfer_encoding_not_allowed',
    ],
    ['bare LF', 'POST / HTTP/1.1\nHost: x\n\n', 400, 'http1.codec_error'],
    ['NUL in a value', 'GET / HTTP/1.1\r\nHost: x\r\nA: b\u0000\r\n\r\n', 400, 'http1.invalid_characters'],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400, 'missing_host_header'],
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400, 'http1.codec_error'],
    ['a target that is none', 'GET x HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'http1.invalid_url'],
    ['another scheme', 'GET ftp://x/ HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'http1.invalid_url'],
    ['a TLS hello', '\u0016\u0003\u0001\u0002', 400, 'http1.codec_error'],
    ['what is almost an HTTP/2 preface', 'PRI / HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'http1.codec_error'],
    [
      'too large a head',
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(5000)}\r\n\r\n`,
      431,
      'http1.headers_too_large',
    ],
    [
      'a head without end',
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(5000)}`,
      431,
      'http1.headers_too_large',
    ],
    [
      'too many headers',
      `GET / HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(101)}\r\n`,
      431,
      'http1.too_many_headers',
    ],
    ['too long a target', `GET /${'a'.repeat(1000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 414, 'http1.invalid_url'],
  ])('refuses %s, closes, and lets nothing reach the app', async (_, text, code, details) => {
    const client = await connectRaw(proxy.inboundPort);
    client.send(text + HIDDEN);
    const response = await client.waitForEnd();
    expect(response.startsWith(`HTTP/1.1 ${code} `)).toBe(true);
    expect(response.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(response).toContain('connection: close\r\n');
    expect(await proxy.record(0)).toMatchObject({ responseCode: code, details, flags: 'DPE', attempts: 0 });
    expect(proxy.records).toHaveLength(1);
    expect(server.peers).toHaveLength(0);
  });

  it.each([
    ['a size that is none', 'zz\r\nhello\r\n'],
    ['a size with a sign', '+5\r\nhello\r\n'],
    ['a chunk longer than its size', '3\r\nhello\r\n'],
    ['a bare LF behind a size', '5\nhello\r\n'],
  ])('refuses %s in a chunked body', async (_, chunks) => {
    const client = await connectRaw(proxy.inboundPort);
    client.send(`POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}${HIDDEN}`);
    expect(await client.waitForEnd()).toContain('HTTP/1.1 400 Bad Request');
    expect(await proxy.record(0)).toMatchObject({ responseCode: 400, flags: 'DPE' });
    for (const peer of server.peers) expect(peer.received).not.toContain('smuggled');
  });

  it('takes what follows a body as the next request and nothing else', async () => {
    const client = await connectRaw(proxy.inboundPort);
    client.send(`POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`);
    const app = await server.peer(0);
    await app.waitForText('/smuggled');
    app.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    expect(await proxy.record(0)).toMatchObject({ path: '/a', requestBodyBytes: HIDDEN.length });
    expect(proxy.handle.gauges.requestsInFlight).toBe(0);
  });

  it('refuses a body beyond the limit by its length', async () => {
    const client = await connectRaw(proxy.inboundPort);
    client.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n');
    expect(await client.waitForEnd()).toContain('HTTP/1.1 413 Payload Too Large');
    expect(await proxy.record(0)).toMatchObject({ details: 'request_payload_too_large' });
  });

  it('refuses a body beyond the limit as it comes', async () => {
    const client = await connectRaw(proxy.inboundPort);
    client.send(
      `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n${'a'.repeat(1000)}\r\n1\r\na`,
    );
    expect(await client.waitForEnd()).toContain('HTTP/1.1 413 Payload Too Large');
  });

  it('gives every client only the answers to its own requests when the app answers too much', async () => {
    const first = await connectRaw(proxy.inboundPort);
    first.send('GET /1 HTTP/1.1\r\nHost: x\r\n\r\n');
    const app = await server.peer(0);
    await app.waitForText('/1');
    app.send(
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong',
    );
    await first.waitForText('\r\n\r\nok');
    const second = await connectRaw(proxy.inboundPort);
    second.send('GET /2 HTTP/1.1\r\nHost: x\r\n\r\n');
    const other = await server.peer(1);
    await other.waitForText('/2');
    other.send('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nright');
    expect(await second.waitForText('right')).not.toContain('wrong');
    expect(first.received).not.toContain('wrong');
  });
});
