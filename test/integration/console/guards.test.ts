import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { writeCertificateRequest } from '@/agent/identity/write-certificate-request';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { errorAnswerSchema } from '@/lib/protocol/api/error-answer';
import { postRollout } from '@/lib/protocol/api/rollouts';
import { INGEST_PROTOCOL } from '@/lib/protocol/ingest/limits';
import { HANDLERS } from '@/lib/server/api/handlers';
import { agentToken } from '../support/agent-token';
import { ConsoleProcess } from '../support/console-process';
import { ScriptedAgent } from '../support/scripted-agent';
import { SpawnedProcess } from '../support/spawned-process';
import { labelsOf, logOf, pointOf, spanOf } from '../support/telemetry-samples';
import { waitUntil } from '../support/wait-until';

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

/** A request with full freedom over its headers; `fetch` would set Host and Origin itself. */
function ask(url: string, options: http.RequestOptions = {}, body?: string | Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, options, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** What becomes of an upgrade: `open`, or the status of the refusal. */
function upgrade(url: string, headers: Record<string, string> = {}): Promise<'open' | number | 'cut'> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers });
    socket.on('open', () => {
      resolve('open');
      socket.terminate();
    });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => resolve('cut'));
  });
}

const EMPTY_PROXY = {
  revision: 1,
  listeners: [],
  routes: [],
  clusters: [],
  endpoints: [],
  certificates: [],
  left: { listeners: 0, routes: 0, clusters: 0, endpoints: 0, certificates: 0 },
};

const RULE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: bookinfo}
spec:
  hosts: [reviews]
  http:
  - route:
    - destination: {host: reviews, subset: v1}
`;

/** A rule, and a rollout of it that waits for a person. */
async function beginRollout(target: ConsoleProcess): Promise<string> {
  await target.post(applyConfig, { yaml: RULE });
  const plan = {
    service: { namespace: 'bookinfo', name: 'reviews' },
    target: { kind: 'VirtualService', namespace: 'bookinfo', name: 'reviews', rule: 0 },
    stable: { host: 'reviews', subset: 'v1', version: 'v1' },
    canary: { host: 'reviews', subset: 'v2', version: 'v2' },
    steps: [{ kind: 'approval', question: 'Shall it begin?' }],
    gates: [],
    significance: 0.05,
    maxSeconds: 600,
  };
  return (await target.post(postRollout, { plan })).id;
}

/** A request for a certificate, in base64, with a key of its own. */
function requestFor(spiffeId: string, nonce: string): string {
  const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return writeCertificateRequest(keys, spiffeId, nonce).toString('base64');
}

describe('the console on loopback', () => {
  let target: ConsoleProcess;
  let token: string;
  let teller: ScriptedAgent;
  let api: string;
  let ws: string;

  beforeAll(async () => {
    target = await ConsoleProcess.start(['--external', 'bank.example:80=127.0.0.1:9']);
    token = await agentToken(target);
    api = `${target.url}/api`;
    ws = target.url.replace('http', 'ws');
    const agent = new ScriptedAgent({ url: target.url, token, agentId: 'guarded' });
    await agent.start();
    const labels = labelsOf({
      reporter: 'destination',
      source_workload: 'productpage-v1',
      source_workload_namespace: 'bookinfo',
      destination_workload: 'reviews-v1',
      destination_workload_namespace: 'bookinfo',
      destination_service_name: 'reviews',
      request_protocol: 'http',
      response_code: '200',
    });
    agent.push({
      points: [{ labels, second: Math.floor(Date.now() / 1000), point: pointOf(5) }],
      logs: [logOf()],
      spans: [spanOf()],
    });
    await agent.drain();
    agent.stop();
    teller = new ScriptedAgent({ url: target.url, token, agentId: 'teller', proxy: EMPTY_PROXY });
    await teller.start();
  });
  afterAll(() => {
    teller.stop();
    return target.close();
  });

  it('answers every GET endpoint as its schema says', async () => {
    const rolloutId = await beginRollout(target);
    const paths: Record<string, string> = {
      '/api/agents/:id/proxy': '/api/agents/teller/proxy',
      '/api/config/history/:revision': '/api/config/history/1',
      '/api/config/objects/:kind/:namespace/:name': '/api/config/objects/VirtualService/bookinfo/reviews',
      '/api/diagnosis': '/api/diagnosis?of=mesh:',
      '/api/entities': '/api/entities?kind=workload',
      '/api/operations': '/api/operations?namespace=bookinfo&name=reviews',
      '/api/rollouts/:id': `/api/rollouts/${rolloutId}`,
      '/api/signals': '/api/signals?of=mesh:&heat=true',
      '/api/splits': '/api/splits?service=external/bank.example',
      '/api/tolerances': '/api/tolerances?kind=service&namespace=bookinfo&name=reviews',
      '/api/views': '/api/views?page=graph',
      '/api/traces/:id/usual': `/api/traces/${spanOf().trace_id}/usual`,
      '/api/traces/:id': `/api/traces/${spanOf().trace_id}`,
    };
    for (const { endpoint } of HANDLERS.filter(({ endpoint }) => endpoint.method === 'GET')) {
      const path = paths[endpoint.path] ?? endpoint.path;
      const { status, text } = await ask(`${target.url}${path}`);
      expect(status, `${path}: ${text}`).toBe(200);
      const answer: unknown = JSON.parse(text);
      // What the schema does not name would be invisible to typed clients: parsing must lose nothing.
      expect(endpoint.response.parse(answer), path).toEqual(answer);
    }
  });

  it('describes every endpoint in OpenAPI', async () => {
    const document = JSON.parse((await ask(`${api}/openapi.json`)).text) as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const ids = new Set<string>();
    for (const { endpoint } of HANDLERS) {
      const operation =
        document.paths[endpoint.path.replaceAll(/:(\w+)/g, '{$1}')]?.[endpoint.method.toLowerCase()];
      expect(operation, `${endpoint.method} ${endpoint.path}`).toBeDefined();
      ids.add(operation?.operationId ?? '');
    }
    expect(ids.size).toBe(HANDLERS.length);
  });

  it('answers errors in one form', async () => {
    const cases: [string, http.RequestOptions, number, string][] = [
      [`${api}/nothing`, {}, 404, 'not_found'],
      [`${api}/graph`, { method: 'DELETE' }, 405, 'method_not_allowed'],
      [`${api}/graph?window=soon`, {}, 400, 'bad_request'],
      [`${api}/graph?type=pie`, {}, 400, 'bad_request'],
      [`${api}/traces?errors=true`, {}, 400, 'bad_request'],
      [`${api}/traces/xyz`, {}, 400, 'bad_request'],
    ];
    for (const [url, options, status, code] of cases) {
      const answer = await ask(url, options);
      expect(answer.status, url).toBe(status);
      expect(errorAnswerSchema.parse(JSON.parse(answer.text)).error.code, url).toBe(code);
    }
  });

  it('answers 304 to a client that has the answer, and compresses for one that wants it', async () => {
    const url = `${api}/openapi.json`;
    const first = await ask(url);
    const again = await ask(url, { headers: { 'if-none-match': String(first.headers.etag) } });
    expect(again.status).toBe(304);
    const small = await ask(url, { headers: { 'accept-encoding': 'gzip' } });
    expect(small.headers['content-encoding']).toBe('gzip');
  });

  it('sends pages with a policy that lets only their own scripts run', async () => {
    const first = await ask(`${target.url}/`);
    const second = await ask(`${target.url}/`);
    expect(first.status).toBe(200);
    const policy = String(first.headers['content-security-policy']);
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(first.headers['x-content-type-options']).toBe('nosniff');
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(second.headers['content-security-policy']).not.toContain(nonce);
    const scripts = first.text.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
  });

  it('does not answer to a foreign name, against DNS rebinding', async () => {
    for (const path of ['/', '/api/agents', '/metrics', '/healthz']) {
      const { status } = await ask(target.url + path, { headers: { host: 'attacker.example' } });
      expect(status, path).toBe(403);
    }
    expect((await ask(`${api}/agents`, { headers: { host: `localhost:${target.port}` } })).status).toBe(200);
    expect(await upgrade(`${ws}/live`, { host: 'attacker.example' })).toBe(421);
    const authorization = `Bearer ${token}`;
    expect(await upgrade(`${ws}/ingest`, { host: 'attacker.example', authorization })).toBe(421);
  });

  it('takes no writes and no live views from pages of other sites', async () => {
    const url = `${api}/settings/retention`;
    const body = (await ask(url)).text;
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const put = (extra: Record<string, string>) =>
      ask(url, { method: 'PUT', headers: { ...headers, ...extra } }, body);
    expect((await put({ origin: 'http://attacker.example' })).status).toBe(403);
    expect((await put({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await put({ origin: 'null' })).status).toBe(403);
    expect((await put({ origin: target.url })).status).toBe(200);
    expect((await put({ 'content-type': 'text/plain' })).status).toBe(400);
    expect(await upgrade(`${ws}/live`, { origin: 'http://attacker.example' })).toBe(403);
    expect(await upgrade(`${ws}/live`, { origin: target.url })).toBe('open');
  });

  it('bounds bodies', async () => {
    const body = Buffer.alloc(2 * 1024 * 1024, 'x');
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const answer = await ask(`${api}/settings/retention`, { method: 'PUT', headers }, body).catch(
      () => undefined,
    );
    // The answer may be overtaken by the connection's end, since the body is not read to its end.
    expect([413, undefined]).toContain(answer?.status);
    expect((await ask(`${api}/settings/retention`)).status).toBe(200);
  });

  it('lets no agent in without the token', async () => {
    expect(await upgrade(`${ws}/ingest`)).toBe(401);
    expect(await upgrade(`${ws}/ingest`, { authorization: 'Bearer wrong' })).toBe(401);
    expect(await upgrade(`${ws}/ingest`, { authorization: `Basic ${token}` })).toBe(401);
    expect(await upgrade(`${ws}/ingest`, { authorization: `Bearer ${token}` })).toBe('open');
    expect(await upgrade(`${ws}/elsewhere`)).toBe(404);
    const metrics = (await ask(`${target.url}/metrics`)).text;
    expect(metrics).toMatch(/meshscope_console_ingest_refusals_total\{reason="token"\} [3-9]/);
  });

  it('refuses an agent of another protocol and says so', async () => {
    const agent = new ScriptedAgent({ url: target.url, token, agentId: 'old', hello: { protocol: 999 } });
    void agent.start().catch(() => undefined);
    const refusal = await waitUntil('a refusal', () =>
      agent.received.find((message) => message.type === 'refusal'),
    );
    agent.stop();
    expect(refusal).toMatchObject({ code: 'protocol_mismatch', retry: false });
  });

  it('certifies what a connection asks of its own, and refuses, logs and counts what was replayed or is of others', async () => {
    const agent = new ScriptedAgent({ url: target.url, token, agentId: 'asking' });
    await agent.start();
    const offers = (): { nonce: string; spiffeId: string } => {
      const welcome = agent.received.findLast((message) => message.type === 'welcome');
      if (welcome?.certificates === undefined) throw new Error('no certificates are offered');
      return welcome.certificates;
    };
    const send = async (spiffeId: string, nonce: string, request = requestFor(spiffeId, nonce)) => {
      const before = agent.received.length;
      agent.send({ type: 'certificate-request', request });
      const answer = await waitUntil('an answer', () =>
        agent.received.slice(before).find(({ type }) => type.startsWith('certificate')),
      );
      return { request, answer };
    };
    const { nonce, spiffeId } = offers();
    const first = await send(spiffeId, nonce);
    expect(first.answer).toMatchObject({ type: 'certificate' });
    const replayed = await send(spiffeId, nonce, first.request);
    expect(replayed.answer).toMatchObject({ type: 'certificate-refusal' });
    const next = replayed.answer.type === 'certificate-refusal' ? replayed.answer.nonce : '';
    const other = await send('spiffe://cluster.local/ns/test/sa/bank', next);
    expect(other.answer).toMatchObject({ type: 'certificate-refusal' });
    agent.stop();
    const metrics = (await ask(`${target.url}/metrics`)).text;
    expect(metrics).toContain('meshscope_console_certificate_refusals_total{reason="replay"} 1');
    expect(metrics).toContain('meshscope_console_certificate_refusals_total{reason="identity"} 1');
    expect(target.process.printed).toContain(
      'was refused a certificate: the request was made for another connection',
    );
    expect(target.process.printed).toContain(
      'was refused a certificate: asked for spiffe://cluster.local/ns/test/sa/bank',
    );
  });

  it('survives garbage on both sockets', async () => {
    const talk = async (
      path: string,
      headers: Record<string, string>,
      texts: (string | Buffer)[],
    ): Promise<void> => {
      const socket = new WebSocket(`${ws}${path}`, { headers });
      socket.on('error', () => undefined);
      await new Promise((resolve) => socket.once('open', resolve));
      for (const text of texts) if (socket.readyState === socket.OPEN) socket.send(text);
      socket.close();
      await new Promise((resolve) =>
        socket.readyState === socket.CLOSED ? resolve(0) : socket.once('close', resolve),
      );
    };
    const part = fc.oneof(
      fc.string(),
      fc.json(),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc
        .record({
          type: fc.constantFrom(
            'hello',
            'series',
            'batch',
            'status',
            'config-result',
            'certificate-request',
            'subscribe',
            'unsubscribe',
          ),
          id: fc.integer(),
          protocol: fc.constantFrom(1, INGEST_PROTOCOL),
          request: fc.base64String(),
          topic: fc.constantFrom('graph', 'signals', 'nothing'),
          params: fc.dictionary(fc.string(), fc.string()),
          sequence: fc.integer(),
          points: fc.anything(),
          logs: fc.anything(),
        })
        .map((value) =>
          JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? String(item) : item)),
        ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
        await talk('/ingest', { authorization: `Bearer ${token}` }, parts);
        await talk('/live', {}, parts);
      }),
      { numRuns: 60 },
    );
    await talk('/ingest', { authorization: `Bearer ${token}` }, ['x'.repeat(9 * 1024 * 1024)]);
    await talk('/live', {}, ['x'.repeat(65 * 1024)]);
    expect((await ask(`${target.url}/readyz`)).status).toBe(200);
    expect(target.process.hasEnded).toBe(false);
    expect(target.process.printed).not.toContain('unexpected:');
  });

  it('survives garbage instead of HTTP', async () => {
    for (const bytes of [
      '\0\0\0',
      'GET / HTTP/9.9\r\n\r\n',
      'GET /ingest HTTP/1.1\r\nUpgrade: websocket\r\n\r\n',
    ]) {
      await new Promise<void>((resolve) => {
        const socket = net.connect(target.port, '127.0.0.1', () => socket.end(bytes));
        socket.on('error', () => undefined);
        socket.on('close', () => resolve());
        socket.resume();
      });
    }
    expect((await ask(`${target.url}/healthz`)).status).toBe(200);
  });

  it('says who is in the way of a second console', async () => {
    const second = (args: string[]) =>
      new SpawnedProcess(['dist/console.mjs', ...args], { MESHSCOPE_HOME: target.home });
    const locked = second(['--port', '0']);
    await locked.waitForOutput(/The data directory .* is in use by another console \(process \d+\)/);
    const other = second(['--port', String(target.port), '--data-dir', `${target.home}/other`]);
    const [, pid] = await other.waitForOutput(/Cannot listen on 127\.0\.0\.1:\d+: process (\d+) .*--port/);
    expect(Number(pid)).toBe(target.process.pid);
    await waitUntil('both to end', () => (locked.hasEnded && other.hasEnded ? true : undefined));
    expect(locked.child.exitCode).toBe(1);
    expect(other.child.exitCode).toBe(1);
  });

  it('says what is wrong with its options', async () => {
    const cases: [string[], RegExp][] = [
      [['--port', '99999'], /--port is "99999", but must be a whole number from 0 to 65535/],
      [['--bind', '0.0.0.0'], /Cannot listen on 0\.0\.0\.0 without a sign-in.*MESHSCOPE_ADMIN_PASSWORD/],
      [
        ['--database-url', 'postgresql://nobody:x@127.0.0.1:1/none'],
        /Cannot reach the database "none" at 127\.0\.0\.1:1/,
      ],
      [['--prot', '1'], /--prot/],
    ];
    for (const [args, pattern] of cases) {
      const failing = new SpawnedProcess(['dist/console.mjs', ...args], {
        MESHSCOPE_HOME: `${target.home}/x`,
      });
      await failing.waitForOutput(pattern);
      await waitUntil('its end', () => (failing.hasEnded ? true : undefined));
      expect(failing.child.exitCode).toBe(1);
    }
  });
});
