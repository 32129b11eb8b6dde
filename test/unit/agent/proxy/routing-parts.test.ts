import { describe, expect, it } from 'vitest';
import { RequestHead } from '@/agent/http1/request-head';
import { chooseEndpoint } from '@/agent/proxy/choose-endpoint';
import {
  bodyWithReason,
  detailsAfterStart,
  detailsWithReason,
  LOCAL_REPLIES,
} from '@/agent/proxy/local-reply';
import { readRequestTarget } from '@/agent/proxy/request-target';
import { backoffMs, hasRetryLeft } from '@/agent/proxy/retry-schedule';
import { joinHostPort, splitAuthority } from '@/agent/proxy/split-authority';
import { createEndpoint } from '@/test/support/agent/start-test-proxy';

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

describe('chooseEndpoint()', () => {
  const endpoints = [1, 2, 3].map((port) => createEndpoint(port));
  const poolsWith = (active: Record<string, number>) => ({
    activeOf: ({ hostPort }: { hostPort: string }) => active[hostPort] ?? 0,
  });
  const draws = (...fractions: number[]) => {
    let at = 0;
    return () => fractions[at++ % fractions.length] ?? 0;
  };

  it('takes the less busy of two drawn', () => {
    const pools = poolsWith({ '127.0.0.1:1': 5, '127.0.0.1:2': 1 });
    expect(chooseEndpoint(endpoints, pools, draws(0, 0), undefined)?.port).toBe(2);
    expect(chooseEndpoint(endpoints, pools, draws(0.4, 0), undefined)?.port).toBe(2);
  });

  it('never draws the same endpoint twice', () => {
    const pools = poolsWith({ '127.0.0.1:1': 9 });
    for (let a = 0; a < 1; a += 0.05) {
      for (let b = 0; b < 1; b += 0.05)
        expect(chooseEndpoint(endpoints, pools, draws(a, b), undefined)?.port).not.toBe(1);
    }
  });

  it('avoids the endpoint that failed when there is another', () => {
    const pools = poolsWith({ '127.0.0.1:2': 9, '127.0.0.1:3': 9 });
    expect(chooseEndpoint(endpoints, pools, () => 0, endpoints[0])?.port).not.toBe(1);
    expect(chooseEndpoint(endpoints.slice(0, 1), pools, () => 0, endpoints[0])?.port).toBe(1);
    expect(chooseEndpoint([], pools, () => 0, undefined)).toBeUndefined();
  });
});

describe('retries', () => {
  it('backoffMs() grows to its cap and is jittered down to nothing', () => {
    expect([1, 2, 3, 4, 10].map((attempts) => backoffMs(attempts, 1))).toEqual([25, 75, 175, 250, 250]);
    expect(backoffMs(3, 0)).toBe(0);
  });

  it('hasRetryLeft() counts the first try apart', () => {
    const policy = { attempts: 2, perTryTimeoutMs: undefined };
    expect([1, 2, 3].map((attempts) => hasRetryLeft(policy, attempts))).toEqual([true, true, false]);
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
    expect(bodyWithReason('upstream-reset', undefined, true)).toBe(
      'upstream connect error or disconnect/reset before headers. retried and the latest reset reason: connection termination',
    );
  });

  it("uses Envoy's short flags alone", () => {
    const flags = new Set(Object.values(LOCAL_REPLIES).map((reply) => reply.flags));
    for (const flag of flags) expect(flag).toMatch(/^(-|NR|UH|UF|DF|UC|UPE|UO|UT|SI|DC|LR|DPE)$/);
  });
});
