import { afterEach, describe, expect, it } from 'vitest';
import { startGrpcAuthorizer } from './grpc-authorizer';
import { startGuarded } from './start-guarded';

const ASK = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ask, namespace: shop}
spec: {action: CUSTOM, provider: {name: opa}, rules: [{to: [{operation: {paths: ['/admin*']}}]}]}
`;

let guarded: Awaited<ReturnType<typeof startGuarded>>;
let authorizer: Awaited<ReturnType<typeof startGrpcAuthorizer>>;
afterEach(() => {
  guarded.close();
  authorizer.close();
});

async function start(answer: Parameters<typeof startGrpcAuthorizer>[0], options: object = {}): Promise<void> {
  authorizer = await startGrpcAuthorizer(answer);
  const provider = { service: '127.0.0.1', port: authorizer.port, timeout: '5s', ...options };
  guarded = await startGuarded(ASK, { extensionProviders: [{ name: 'opa', envoyExtAuthzGrpc: provider }] });
}

const header = (key: string, value: string) => ({ header: { key, value } });

describe('CUSTOM policies with an authorizer of gRPC', () => {
  it('tell it everything of a request, and do with the headers what it says', async () => {
    await start(() => ({
      okResponse: {
        headers: [header('X-User', 'ann')],
        headersToRemove: ['x-secret'],
        responseHeadersToAdd: [
          header('x-decided', 'yes'),
          header('bad name', 'x'),
          header('x-split', 'a\r\nb'),
        ],
      },
    }));
    expect((await guarded.ask('/open')).status).toBe(200);
    expect(authorizer.questions).toHaveLength(0);
    const headers = { host: 'cart.shop', 'x-team': '7', 'x-user': 'forged', 'x-secret': 's' };
    const answer = await guarded.ask('/admin?a=1', headers, 'POST');
    expect(answer).toMatchObject({ status: 200, headers: { 'x-decided': 'yes' } });
    expect(answer.headers['x-split']).toBeUndefined();
    expect(guarded.seen[1]?.headers).toMatchObject({ 'x-user': 'ann', 'x-team': '7' });
    expect(guarded.seen[1]?.headers['x-secret']).toBeUndefined();
    const { attributes } = authorizer.questions[0] ?? {};
    expect(attributes?.request?.http).toMatchObject({
      method: 'POST',
      path: '/admin?a=1',
      host: 'cart.shop',
      scheme: 'http',
      headers: { ':path': '/admin?a=1', 'x-team': '7', 'x-user': 'forged' },
    });
    expect(attributes?.source.address.socketAddress.address).toBe('127.0.0.1');
    expect(attributes?.destination.address.socketAddress.portValue).toBe(guarded.port);
    expect(guarded.access.counters.external).toEqual({ ok: 1, denied: 0, error: 0 });
  });

  it('send it the body as text, or as bytes where the provider says so', async () => {
    await start(() => ({ okResponse: {} }), { includeRequestBodyInCheck: { maxRequestBytes: 10 } });
    expect((await guarded.ask('/admin', {}, 'POST', 'hello')).status).toBe(200);
    expect(authorizer.questions[0]?.attributes.request?.http).toMatchObject({
      body: 'hello',
      headers: { 'x-envoy-auth-partial-body': 'false' },
    });
    expect(guarded.seen[0]?.body).toBe('hello');
    guarded.close();
    authorizer.close();
    await start(() => ({ okResponse: {} }), {
      includeRequestBodyInCheck: { maxRequestBytes: 3, allowPartialMessage: true, packAsBytes: true },
    });
    expect((await guarded.ask('/admin', {}, 'POST', 'hello')).status).toBe(200);
    const http = authorizer.questions[0]?.attributes.request?.http;
    expect(http?.rawBody?.toString()).toBe('hel');
    expect(http?.headers['x-envoy-auth-partial-body']).toBe('true');
  });

  it('pass on how it refuses, with 403 where it does not say', async () => {
    let response: object = { status: { code: 401 }, headers: [header('location', '/in')], body: 'log in' };
    await start(() => ({ status: { code: 16 }, deniedResponse: response }));
    expect(await guarded.ask('/admin')).toMatchObject({
      status: 401,
      body: 'log in',
      headers: { location: '/in' },
    });
    expect(guarded.records[0]).toMatchObject({ flags: 'UAEX', details: 'ext_authz_denied' });
    response = {};
    expect((await guarded.ask('/admin')).status).toBe(403);
    expect(guarded.seen).toEqual([]);
    expect(guarded.access.counters.external.denied).toBe(2);
  });

  it('refuse while it fails, or let pass where the provider says so', async () => {
    await start(() => undefined);
    expect((await guarded.ask('/admin')).status).toBe(403);
    expect(guarded.records[0]).toMatchObject({ flags: 'UAEX', details: 'ext_authz_error' });
    authorizer.close();
    expect((await guarded.ask('/admin')).status).toBe(403);
    guarded.close();
    await start(() => undefined, { failOpen: true });
    expect((await guarded.ask('/admin')).status).toBe(200);
    expect(guarded.access.counters.external.error).toBe(1);
  });
});
