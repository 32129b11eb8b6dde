import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { agentToken } from '../support/agent-token';
import { ConsoleProcess } from '../support/console-process';

const PASSWORD = 'correct horse battery';
const TOKEN = 'script-token-0123456789';

describe('a console with a password', () => {
  let target: ConsoleProcess;
  let cookie = '';

  const call = (path: string, init: RequestInit = {}) => fetch(target.url + path, init);
  const signIn = (password: string) =>
    call('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password }),
    });
  const follow = (headers: Record<string, string>): Promise<number | 'open'> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${target.url.replace('http', 'ws')}/live`, { headers });
      socket.on('open', () => {
        resolve('open');
        socket.terminate();
      });
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('error', () => undefined);
    });

  beforeAll(async () => {
    target = await ConsoleProcess.start([
      ...['--bind', '0.0.0.0', '--admin-password', PASSWORD, '--admin-token', TOKEN],
    ]);
  });
  afterAll(() => target.close());

  it('tells strangers nothing but that they must sign in', async () => {
    for (const path of ['/api/graph', '/api/agents', '/api/logs', '/api/settings/retention', '/metrics']) {
      expect((await call(path)).status, path).toBe(401);
    }
    expect(await (await call('/api/session')).json()).toEqual({ required: true, user: null });
    for (const path of ['/healthz', '/readyz', '/']) expect((await call(path)).status, path).toBe(200);
    expect(await follow({})).toBe(401);
  });

  it('lets a script in by its token, and no other', async () => {
    const by = (token: string) => call('/api/agents', { headers: { authorization: `Bearer ${token}` } });
    expect((await by(TOKEN)).status).toBe(200);
    expect((await by(`${TOKEN}x`)).status).toBe(401);
    expect((await by(await agentToken(target))).status).toBe(401);
    expect(await follow({ authorization: `Bearer ${TOKEN}` })).toBe('open');
  });

  it('signs a browser in with a cookie that scripts and other sites cannot use', async () => {
    const answer = await signIn(PASSWORD);
    expect(await answer.json()).toEqual({ user: 'admin' });
    const header = answer.headers.get('set-cookie') ?? '';
    expect(header).toMatch(
      /^meshscope_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    );
    cookie = header.split(';')[0] ?? '';
    expect((await call('/api/agents', { headers: { cookie } })).status).toBe(200);
    expect(await (await call('/api/session', { headers: { cookie } })).json()).toEqual({
      required: true,
      user: 'admin',
    });
    expect(await follow({ cookie })).toBe('open');
    expect(await follow({ cookie, origin: 'http://attacker.example' })).toBe(403);
  });

  it('keeps sessions over a restart', async () => {
    await target.kill();
    await target.restart();
    expect((await call('/api/agents', { headers: { cookie } })).status).toBe(200);
  });

  it('ends a session at sign-out', async () => {
    const answer = await call('/api/session', { method: 'DELETE', headers: { cookie } });
    expect(answer.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await call('/api/agents', { headers: { cookie } })).status).toBe(401);
  });

  it('slows down who guesses, and counts it', async () => {
    for (let i = 0; i < 10; i++) expect((await signIn(`guess ${i}`)).status).toBe(401);
    // Even the right password waits now.
    const answer = await signIn(PASSWORD);
    expect(answer.status).toBe(429);
    expect(((await answer.json()) as { error: { code: string } }).error.code).toBe('too_many_requests');
    const metrics = await (await call('/metrics', { headers: { authorization: `Bearer ${TOKEN}` } })).text();
    expect(metrics).toContain('meshscope_console_denied_total{reason="wrong-password"} 10');
    expect(metrics).toMatch(/meshscope_console_denied_total\{reason="unauthenticated"\} [1-9]/);
  });
});
