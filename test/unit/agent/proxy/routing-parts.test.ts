import { describe, expect, it } from 'vitest';
import { RequestHead } from '@/agent/http1/request-head';
import {
  bodyWithRetries,
  detailsAfterStart,
  detailsWithReason,
  LOCAL_REPLIES,
} from '@/agent/proxy/local-reply';
import { readRequestTarget } from '@/agent/proxy/request-target';
import { joinHostPort, splitAuthority } from '@/agent/proxy/split-authority';

describe('splitAuthority()', () => {
  it.each([
    ['Reviews', 'reviews', 80],
    ['reviews:9080', 'reviews', 9080],
    ['reviews:', 'reviews', 80],
    ['[::1]:8080', '::1', 8080],
    ['[::1]', '::1', 80],
  ])('splits %j', (authority, host, port) => {
    expect(splitAuthority(authority, 80)).toEqual({ host, port });
  });

  it.each(['', ':80', 'a:b', 'a:0', 'a:65536', 'a:123456', '[::1', '[::1]x', '[]:1', '::1'])(
    'refuses %j',
    (authority) => {
      expect(splitAuthority(authority, 80)).toBeUndefined();
    },
  );

  it('is the inverse of joinHostPort()', () => {
    for (const [host, port] of [
      ['a.b', 1],
      ['::1', 65_535],
    ] as const) {
      expect(splitAuthority(joinHostPort(host, port), 80)).toEqual({ host, port });
    }
  });
});

describe('readRequestTarget()', () => {
  const read = (line: string) => {
    const head = new RequestHead(100, 1000);
    expect(head.parse(`${line} HTTP/1.1\r\nHost: h\r\n\r\n`)).toBeUndefined();
    return readRequestTarget(head);
  };

  it.each([
    ['GET /a?b', { authority: 'h', path: '/a?b', isAbsolute: false }],
    ['OPTIONS *', { authority: 'h', path: '*', isAbsolute: false }],
    ['GET http://x:1/a?b', { authority: 'x:1', path: '/a?b', isAbsolute: true }],
    ['GET HTTP://x', { authority: 'x', path: '/', isAbsolute: true }],
    ['GET http://x?b', { authority: 'x', path: '/?b', isAbsolute: true }],
    ['OPTIONS http://x', { authority: 'x', path: '*', isAbsolute: true }],
    ['CONNECT x:443', { authority: 'x:443', path: '', isAbsolute: true }],
  ])('reads %j', (line, expected) => {
    expect(read(line)).toEqual(expected);
  });

  it.each([
    'GET *',
    'GET a',
    'GET https://x/',
    'GET http://',
    'GET http:///a',
    'GET http://u@x/',
    'CONNECT /a',
  ])('refuses %j', (line) => {
    expect(read(line)).toBe('bad-target');
  });
});

describe('LOCAL_REPLIES', () => {
  it("names a reset with and without the transport's reason, before and after the response began", () => {
    expect(detailsWithReason('connect-failed', 'delayed connect error: Connection refused')).toBe(
      'upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:_Connection_refused}',
    );
    expect(detailsWithReason('no-healthy-upstream', 'x')).toBe('no_healthy_upstream');
    expect(detailsAfterStart('upstream-reset')).toBe(
      'upstream_reset_after_response_started{connection_termination}',
    );
    expect(detailsAfterStart('client-gone')).toBe('downstream_remote_disconnect');
    expect(bodyWithRetries('upstream-reset', true)).toBe(
      'upstream connect error or disconnect/reset before headers. retried and the latest reset reason: connection termination',
    );
  });

  it("uses Envoy's short flags alone", () => {
    const flags = new Set(Object.values(LOCAL_REPLIES).map((reply) => reply.flags));
    for (const flag of flags) expect(flag).toMatch(/^(-|NR|NC|UH|UF|DF|UC|UR|UPE|UO|UT|SI|DC|LR|DPE)$/);
  });
});
