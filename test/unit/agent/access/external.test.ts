import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { listen, startGuarded } from './start-guarded';

const ASK = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ask, namespace: shop}
spec: {action: CUSTOM, provider: {name: opa}, rules: [{to: [{operation: {paths: ['/admin*']}}]}]}
`;

let guarded: Awaited<ReturnType<typeof startGuarded>>;
let authorizer: Server | undefined;
let questions: IncomingMessage[] = [];
afterEach(() => {
  guarded.close();
  authorizer?.closeAllConnections();
  authorizer?.close();
});

async function start(answer: RequestListener, options: object = {}, yaml = ASK): Promise<void> {
  questions = [];
  authorizer = createServer((incoming, response) => {
    questions.push(incoming);
    answer(incoming, response);
  });
  const provider = { service: '127.0.0.1', port: await listen(authorizer), timeout: '2s', ...options };
  guarded = await startGuarded(yaml, { extensionProviders: [{ name: 'opa', envoyExtAuthzHttp: provider }] });
}

describe('CUSTOM policies', () => {
  it('ask the authorizer about requests that match, with method, path, host and the named headers', async () => {
    await start((_, response) => response.end(), {
      pathPrefix: '/check',
      includeRequestHeadersInCheck: ['x-team*'],
    });
    expect((await guarded.ask('/open')).status).toBe(200);
    expect(questions).toHaveLength(0);
    const headers = { host: 'cart.shop', authorization: 'Basic x', 'x-team-id': '7', 'x-other': 'no' };
    expect((await guarded.ask('/admin?a=1', headers, 'POST')).status).toBe(200);
    expect(questions[0]).toMatchObject({ method: 'POST', url: '/check/admin?a=1' });
    expect(questions[0]?.headers).toMatchObject({
      host: 'cart.shop',
      authorization: 'Basic x',
      'x-team-id': '7',
    });
    expect(questions[0]?.headers['x-other']).toBeUndefined();
  });

  it('pass the authorizer’s answer on when it denies', async () => {
    await start(
      (_, response) => {
        response.writeHead(302, { location: 'https://login.example', 'x-secret': 'no' }).end('log in');
      },
      { headersToDownstreamOnDeny: ['location'] },
    );
    const answer = await guarded.ask('/admin');
    expect(answer).toMatchObject({ status: 302, body: 'log in' });
    expect(answer.headers).toMatchObject({ location: 'https://login.example' });
    expect(answer.headers['x-secret']).toBeUndefined();
    expect(guarded.records[0]).toMatchObject({
      flags: 'UAEX',
      details: 'ext_authz_denied',
      responseCode: 302,
    });
    expect(guarded.seen).toEqual([]);
  });

  it('give app and client the headers that are meant for them', async () => {
    await start(
      (_, response) => {
        response.writeHead(200, { 'x-user': 'ann', 'x-limit': '9' }).end();
      },
      { headersToUpstreamOnAllow: ['x-user'], headersToDownstreamOnAllow: ['x-limit'] },
    );
    const answer = await guarded.ask('/admin', { 'x-user': 'root' });
    expect(guarded.seen[0]?.headers['x-user']).toBe('ann');
    expect(answer.headers['x-limit']).toBe('9');
    expect(answer.headers['x-user']).toBeUndefined();
  });

  it('go before DENY and ALLOW, and decide nothing for them', async () => {
    const nothing =
      '---\napiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: nothing, namespace: shop}\nspec: {}\n';
    await start((_, response) => response.end(), {}, ASK + nothing);
    const answer = await guarded.ask('/admin');
    expect(answer).toMatchObject({ status: 403, body: 'RBAC: access denied' });
    expect(questions).toHaveLength(1);
  });

  it.each([
    ['answers 5xx', (_: IncomingMessage, response) => response.writeHead(503).end()],
    ['hangs up', (incoming: IncomingMessage) => incoming.socket.destroy()],
    ['says nothing in time', () => {}],
  ] as [string, RequestListener][])(
    'refuse while the authorizer %s, unless told to fail open',
    async (_, answer) => {
      await start(answer, { timeout: '0.2s' });
      const closed = await guarded.ask('/admin');
      expect(closed.status).toBe(403);
      expect(guarded.records[0]).toMatchObject({ flags: 'UAEX', details: 'ext_authz_error' });
      guarded.close();
      await start(answer, { timeout: '0.2s', failOpen: true });
      expect((await guarded.ask('/admin')).status).toBe(200);
    },
  );

  describe('that include the body', () => {
    const startWithBody = async (includeRequestBodyInCheck: object) => {
      const bodies: string[] = [];
      const answer: RequestListener = async (incoming, response) => {
        let body = '';
        for await (const piece of incoming.setEncoding('latin1')) body += piece;
        bodies.push(body);
        response.writeHead(body.includes('evil') ? 403 : 200).end();
      };
      await start(answer, { includeRequestBodyInCheck });
      return bodies;
    };

    it('send it to the authorizer before the app, which gets it whole', async () => {
      const bodies = await startWithBody({ maxRequestBytes: 100 });
      expect((await guarded.ask('/admin', {}, 'POST', 'good')).status).toBe(200);
      expect((await guarded.ask('/admin', {}, 'POST', 'evil')).status).toBe(403);
      expect(bodies).toEqual(['good', 'evil']);
      expect(guarded.seen.map(({ body }) => body)).toEqual(['good']);
      expect(questions[0]?.headers).toMatchObject({
        'content-length': '4',
        'x-envoy-auth-partial-body': 'false',
      });
    });

    it('send the beginning of a longer one where that is allowed, else answer 413', async () => {
      const body = `good${'x'.repeat(300_000)}`;
      const bodies = await startWithBody({ maxRequestBytes: 4, allowPartialMessage: true });
      expect((await guarded.ask('/admin', {}, 'POST', body)).status).toBe(200);
      expect(bodies).toEqual(['good']);
      expect(questions[0]?.headers['x-envoy-auth-partial-body']).toBe('true');
      expect(guarded.seen[0]?.body).toBe(body);
      guarded.close();
      await startWithBody({ maxRequestBytes: 4 });
      expect(await guarded.ask('/admin', {}, 'POST', 'good!')).toMatchObject({
        status: 413,
        body: 'Payload Too Large',
      });
      expect(questions).toHaveLength(0);
      expect(guarded.records[0]?.details).toBe('request_payload_too_large');
    });

    it('tell a client that asks for it to send its body, and nobody a body where there is none', async () => {
      const bodies = await startWithBody({ maxRequestBytes: 100 });
      const headers = { expect: '100-continue', 'content-length': '4' };
      expect((await guarded.ask('/admin', headers, 'POST', 'good')).status).toBe(200);
      expect(bodies).toEqual(['good']);
      expect(guarded.seen[0]).toMatchObject({ body: 'good' });
      expect(guarded.seen[0]?.headers.expect).toBeUndefined();
      await guarded.ask('/admin');
      expect(questions[1]?.headers['x-envoy-auth-partial-body']).toBeUndefined();
    });
  });

  it('answer errors with the status the mesh chose', async () => {
    await start((_, response) => response.writeHead(500).end(), { statusOnError: '503' });
    expect((await guarded.ask('/admin')).status).toBe(503);
  });

  it('refuse everything when their provider is unknown', async () => {
    guarded = await startGuarded(ASK);
    expect((await guarded.ask('/open')).status).toBe(403);
    expect(guarded.records[0]?.details).toContain('bad-CUSTOM-action');
  });
});
