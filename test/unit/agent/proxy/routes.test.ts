import { afterEach, describe, expect, it } from 'vitest';
import {
  type Answer,
  defaultAnswer,
  type RoutedMesh,
  rulesOf,
  startRouted,
} from '@/test/support/agent/start-routed';
import { waitFor } from '@/test/support/agent/wait-for';

let mesh: RoutedMesh | undefined;
afterEach(() => mesh?.close());

async function start(
  versions: Record<string, Answer | null>,
  yaml: string,
  options?: Parameters<typeof startRouted>[2],
): Promise<RoutedMesh> {
  mesh = await startRouted(versions, yaml, options);
  return mesh;
}

const v1 = defaultAnswer('v1');
const v2 = defaultAnswer('v2');
const TO_V1 = 'route: [{destination: {host: reviews, subset: v1}}]';

describe('routes over real sockets', () => {
  it('matches path, header, method and query, first match wins, and answers 404 NR where none does', async () => {
    const { ask, records } = await start(
      { v1, v2 },
      rulesOf(`
- name: by-header
  match: [{headers: {x-user: {exact: jason}}, uri: {prefix: /a}}, {queryParams: {beta: {exact: "1"}}}]
  route: [{destination: {host: reviews, subset: v2}}]
- match: [{method: {exact: GET}}]
  ${TO_V1}`),
    );
    expect((await ask('/abc', { headers: { 'X-User': 'jason' } })).body).toBe('v2');
    expect((await ask('/b?beta=1')).body).toBe('v2');
    expect((await ask('/abc')).body).toBe('v1');
    expect(await ask('/abc', { method: 'POST' })).toMatchObject({ status: 404, body: '' });
    expect(
      records.map(({ flags, routeName, upstreamCluster }) => [upstreamCluster, routeName, flags]),
    ).toEqual([
      ['outbound|9080|v2|reviews.default.svc.cluster.local', 'by-header', '-'],
      ['outbound|9080|v2|reviews.default.svc.cluster.local', 'by-header', '-'],
      ['outbound|9080|v1|reviews.default.svc.cluster.local', expect.anything(), '-'],
      ['', expect.anything(), 'NR'],
    ]);
    expect(records[3]?.details).toBe('route_not_found');
  });

  it('answers 503 UH for a subset without endpoints and 503 NC for one nobody defined', async () => {
    const { ask, records } = await start(
      { v1 },
      rulesOf(`
- match: [{uri: {exact: /undefined}}]
  route: [{destination: {host: reviews, subset: none}}]
- route: [{destination: {host: reviews, subset: nobody}}]`),
    );
    expect(await ask('/')).toMatchObject({ status: 503, body: 'no healthy upstream' });
    expect(await ask('/undefined')).toMatchObject({ status: 503, body: '' });
    expect(records.map(({ details, flags }) => [flags, details])).toEqual([
      ['UH', 'no_healthy_upstream'],
      ['NC', 'cluster_not_found'],
    ]);
  });

  it('redirects, keeping the query', async () => {
    const { ask, records, seen } = await start(
      { v1 },
      rulesOf(`
- match: [{uri: {prefix: /old}}]
  redirect: {uri: /new, authority: shop.example, redirectCode: 308, scheme: https}
- redirect: {port: 8443}`),
    );
    const moved = await ask('/old/1?a=b');
    expect([moved.status, moved.headers.location]).toEqual([308, 'https://shop.example/new?a=b']);
    const port = await ask('/x');
    expect([port.status, port.headers.location]).toEqual([301, 'http://reviews:8443/x']);
    expect(records[0]).toMatchObject({ details: 'direct_response', flags: '-', upstreamHost: undefined });
    expect(seen).toHaveLength(0);
  });

  it('answers by itself with status, body and headers', async () => {
    const { ask } = await start(
      { v1 },
      rulesOf(`
- directResponse: {status: 418, body: {string: "tea: \u00e9"}}
  headers: {response: {set: {x-kind: pot}}}`),
    );
    const reply = await ask('/');
    expect(reply).toMatchObject({ status: 418, body: 'tea: \u00e9' });
    expect(reply.headers['x-kind']).toBe('pot');
  });

  it('rewrites prefix, pattern and authority and tells the original path', async () => {
    const { ask, records, seen } = await start(
      { v1 },
      rulesOf(`
- match: [{uri: {prefix: /shop/}}]
  rewrite: {uri: /, authority: inner.example}
  ${TO_V1}
- match: [{uri: {regex: "/v[0-9]+/.*"}}]
  rewrite: {uriRegexRewrite: {match: "^/v([0-9]+)/(.*)$", rewrite: "/\\\\2/version/\\\\1"}}
  ${TO_V1}`),
    );
    await ask('/shop/cart?id=1');
    await ask('/v2/items');
    expect(seen.map(({ url }) => url)).toEqual(['/cart?id=1', '/items/version/2']);
    expect(seen[0]?.headers).toMatchObject({
      host: 'inner.example',
      'x-envoy-original-path': '/shop/cart?id=1',
      'x-envoy-attempt-count': '1',
    });
    expect(records[0]).toMatchObject({ path: '/shop/cart?id=1', authority: 'inner.example' });
  });

  it('sets, adds and removes headers of requests and responses, by rule and by destination', async () => {
    const answer: Answer = (_, response) => {
      response.setHeader('x-secret', 'yes');
      response.setHeader('x-kept', 'from-app');
      response.end();
    };
    const { ask, seen } = await start(
      { v1: answer },
      rulesOf(`
- headers:
    request: {set: {x-a: rule, x-path: "%REQ(:PATH)% 100%%"}, add: {x-list: two}, remove: [x-gone, user-agent]}
    response: {remove: [x-secret], add: {x-kept: from-rule}}
  route:
    - destination: {host: reviews, subset: v1}
      headers: {request: {set: {x-a: destination}}, response: {set: {x-to: v1}}}`),
    );
    const reply = await ask('/p?q', {
      headers: { 'x-gone': '1', 'X-A': 'client', 'x-list': 'one', 'user-agent': 'u' },
    });
    expect(seen[0]?.headers).toMatchObject({
      'x-a': 'destination',
      'x-path': '/p?q 100%',
      'x-list': 'one, two',
    });
    expect(seen[0]?.headers['x-gone']).toBeUndefined();
    expect(seen[0]?.headers['user-agent']).toBeUndefined();
    expect(reply.headers['x-secret']).toBeUndefined();
    expect(reply.headers).toMatchObject({ 'x-to': 'v1', 'x-kept': 'from-app, from-rule' });
  });

  it('answers preflights, lets known origins read, and passes others on', async () => {
    const { ask, seen } = await start(
      { v1 },
      rulesOf(`
- corsPolicy:
    allowOrigins: [{exact: "https://shop.example"}]
    allowMethods: [GET, PUT]
    allowHeaders: [x-token]
    exposeHeaders: [x-total]
    maxAge: 24h
    allowCredentials: true
  ${TO_V1}`),
    );
    const preflight = { 'access-control-request-method': 'PUT', origin: 'https://shop.example' };
    const allowed = await ask('/', { method: 'OPTIONS', headers: preflight });
    expect(allowed.status).toBe(200);
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-methods': 'GET,PUT',
      'access-control-allow-headers': 'x-token',
      'access-control-max-age': '86400',
      'access-control-allow-credentials': 'true',
    });
    expect(seen).toHaveLength(0);
    const plain = await ask('/', { headers: { origin: 'https://shop.example' } });
    expect(plain.headers).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-expose-headers': 'x-total',
    });
    const foreign = await ask('/', {
      method: 'OPTIONS',
      headers: { ...preflight, origin: 'https://evil.example' },
    });
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
    expect(seen).toHaveLength(2);
  });

  it('mirrors whole requests to where nobody waits for them', async () => {
    const { ask, records, seen } = await start(
      { v1, v2: (_, response) => response.writeHead(500).end('bad') },
      rulesOf(`
- ${TO_V1}
  mirrors:
    - {destination: {host: reviews, subset: v2}}
    - {destination: {host: reviews, subset: v1}, percentage: {value: 0}}
    - {destination: {host: reviews, subset: nobody}}`),
    );
    const reply = await ask('/post', { method: 'POST', body: ['hel', 'lo'] });
    expect(reply).toMatchObject({ status: 200, body: 'v1' });
    await waitFor(
      () => seen.length === 2,
      () => 'the copy',
    );
    const copy = seen.find(({ version }) => version === 'v2');
    expect(copy).toMatchObject({ method: 'POST', url: '/post', body: 'hello' });
    expect(copy?.headers.host).toBe('reviews:9080');
    expect(String(copy?.headers.traceparent).endsWith('-00')).toBe(true);
    expect(records).toHaveLength(1);
  });

  it('injects aborts and delays, and nothing where the percentage is missing', async () => {
    const { ask, records, seen } = await start(
      { v1 },
      rulesOf(`
- match: [{uri: {prefix: /abort}}]
  fault: {abort: {httpStatus: 555, percentage: {value: 100}}}
  ${TO_V1}
- match: [{uri: {prefix: /delay}}]
  timeout: 20ms
  fault: {delay: {fixedDelay: 60ms, percentage: {value: 100}}}
  ${TO_V1}
- match: [{uri: {prefix: /grpc}}]
  fault: {abort: {grpcStatus: UNAVAILABLE, percentage: {value: 100}}}
  ${TO_V1}
- fault: {abort: {httpStatus: 500}}
  ${TO_V1}`),
    );
    expect(await ask('/abort')).toMatchObject({ status: 555, body: 'fault filter abort' });
    expect(await ask('/delay')).toMatchObject({ status: 200, body: 'v1' });
    const grpc = await ask('/grpc', { method: 'POST', headers: { 'content-type': 'application/grpc' } });
    expect(grpc).toMatchObject({ status: 200, headers: { 'grpc-status': '14' } });
    expect((await ask('/')).status).toBe(200);
    expect(records.map(({ details, flags }) => [flags, details])).toEqual([
      ['FI', 'fault_filter_abort'],
      ['DI', 'via_upstream'],
      ['FI', 'fault_filter_abort'],
      ['-', 'via_upstream'],
    ]);
    expect(records[1]?.durationMs).toBeGreaterThan(55);
    expect(seen).toHaveLength(2);
  });

  it('takes new rules for the next request', async () => {
    const { apply, ask } = await start({ v1, v2 }, rulesOf(`- ${TO_V1}`));
    expect((await ask('/')).body).toBe('v1');
    apply(rulesOf('- route: [{destination: {host: reviews, subset: v2}}]'));
    expect((await ask('/')).body).toBe('v2');
  });
});
