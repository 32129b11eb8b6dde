import { afterEach, describe, expect, it } from 'vitest';
import { defaultAnswer, type RoutedMesh, startRouted } from '@/test/support/agent/start-routed';

let mesh: RoutedMesh | undefined;
afterEach(() => mesh?.close());

const rules = (session: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: reviews, namespace: default}
spec:
  parentRefs: [{group: "", kind: Service, name: reviews}]
  rules:
    - sessionPersistence: ${session}
      backendRefs: [{name: reviews, port: 9080}]`;

async function start(session: string): Promise<RoutedMesh> {
  const answers = { v1: defaultAnswer('v1'), v2: defaultAnswer('v2'), v3: defaultAnswer('v3') };
  mesh = await startRouted(answers, rules(session));
  return mesh;
}

const TRIES = Array.from({ length: 20 }, (_, index) => index);

async function versionsFor({ ask }: RoutedMesh, headers: Record<string, string>): Promise<Set<string>> {
  const answers = await Promise.all(TRIES.map(() => ask('/', { headers })));
  return new Set(answers.map(({ body }) => body));
}

const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  String((answer.headers['set-cookie'] as string[])[0]);

describe('a session of the Gateway API', () => {
  it('keeps a client at its endpoint by a cookie, which is offered once', async () => {
    const { ask } = await start('{sessionName: sticky}');
    const first = await ask('/');
    expect(cookieOf(first)).toMatch(/^sticky=[\w-]+; Path=\/; HttpOnly$/);
    const cookie = cookieOf(first).split(';', 1)[0] ?? '';
    expect((await ask('/', { headers: { cookie } })).headers['set-cookie']).toBeUndefined();
    expect(await versionsFor(mesh as RoutedMesh, { cookie })).toEqual(new Set([first.body]));
    expect((await versionsFor(mesh as RoutedMesh, {})).size).toBeGreaterThan(1);
  });

  it('keeps a client by a header where the rule says so', async () => {
    const { ask } = await start('{type: Header, sessionName: X-Session}');
    const first = await ask('/');
    const session = String(first.headers['x-session']);
    expect(await versionsFor(mesh as RoutedMesh, { 'x-session': session })).toEqual(new Set([first.body]));
  });

  it('gives a permanent cookie the age of its session', async () => {
    const { ask } = await start('{absoluteTimeout: 1h, cookieConfig: {lifetimeType: Permanent}}');
    expect(cookieOf(await ask('/'))).toContain('; Max-Age=3600;');
  });

  it('begins a session anew where the token is old, forged or names an endpoint that is gone', async () => {
    const { ask, ports } = await start('{sessionName: s, absoluteTimeout: 1h}');
    const cluster = 'outbound|9080||reviews.default.svc.cluster.local';
    const token = (host: string, agoMs: number): string => {
      const seconds = Math.floor((Date.now() - agoMs) / 1000).toString(36);
      return Buffer.from(`${seconds} ${seconds} ${host} ${cluster}`).toString('base64url');
    };
    const own = `127.0.0.1:${ports.v2}`;
    expect(await versionsFor(mesh as RoutedMesh, { cookie: `s=${token(own, 0)}` })).toEqual(new Set(['v2']));
    for (const value of [
      token(own, 7_200_000),
      token('127.0.0.1:1', 0),
      token('10.0.0.1:80', 0),
      '***',
      '',
    ]) {
      const answer = await ask('/', { headers: { cookie: `s=${value}` } });
      expect(answer.status).toBe(200);
      expect(cookieOf(answer)).toMatch(/^s=/);
    }
  });

  it('tells its idle time anew with each answer', async () => {
    const { ask } = await start('{sessionName: s, idleTimeout: 10m}');
    const cookie = cookieOf(await ask('/')).split(';', 1)[0] ?? '';
    expect(cookieOf(await ask('/', { headers: { cookie } }))).toMatch(/^s=/);
  });
});
