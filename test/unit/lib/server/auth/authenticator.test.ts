import { beforeEach, describe, expect, it } from 'vitest';
import { Authenticator, SESSION_IDLE_MS } from '@/lib/server/auth/authenticator';
import { Denials } from '@/lib/server/auth/denials';
import { readSessionCookie, SESSION_COOKIE } from '@/lib/server/auth/session-cookie';
import type { Session, Sessions } from '@/lib/server/store/contract/console-records';

class SessionTable implements Sessions {
  readonly rows = new Map<string, Session>();
  reads = 0;
  createSession = async (session: Session) => void this.rows.set(session.id, session);
  deleteSession = async (id: string) => void this.rows.delete(id);
  deleteExpiredSessions = async () => 0;
  findSession = async (id: string, nowMs: number) => {
    this.reads++;
    const session = this.rows.get(id);
    return session !== undefined && session.expiresAtMs > nowMs ? session : undefined;
  };
}

const PASSWORD = 'correct horse';
const TOKEN = 'a-token-of-some-length';
let nowMs: number;
let sessions: SessionTable;
let denials: Denials;
const open = (
  parts: { adminPassword?: string; adminToken?: string } = { adminPassword: PASSWORD, adminToken: TOKEN },
) =>
  new Authenticator({
    sessions,
    denials,
    now: () => nowMs,
    adminPassword: undefined,
    adminToken: undefined,
    ...parts,
  });
const cookie = (secret: string) => ({ cookie: `other=1; ${SESSION_COOKIE}=${secret}` });

beforeEach(() => {
  nowMs = 1_000_000;
  sessions = new SessionTable();
  denials = new Denials();
});

describe('Authenticator', () => {
  it('lets everybody in while neither password nor token is set', async () => {
    expect(await open({}).identify({})).toEqual({ subject: 'anonymous', via: 'open' });
    const says = (name: string) => open({}).identify({ 'x-meshscope-user': name });
    expect(await says('demo')).toEqual({ subject: 'demo', via: 'open' });
    expect(await says('Ada%20Lovelace')).toEqual({ subject: 'Ada Lovelace', via: 'open' });
    expect(await says('<b>')).toEqual({ subject: 'anonymous', via: 'open' });
    expect(await open().identify({ 'x-meshscope-user': 'admin' })).toBeUndefined();
  });

  it('knows a session by its cookie, and keeps no cookie in the store', async () => {
    const { secret } = await open().signIn(PASSWORD, '10.0.0.1');
    expect(readSessionCookie(cookie(secret).cookie)).toBe(secret);
    expect(await open().identify(cookie(secret))).toEqual({ subject: 'admin', via: 'session' });
    expect(JSON.stringify([...sessions.rows])).not.toContain(secret);
  });

  it('takes the token as bearer, and nothing else as bearer', async () => {
    const headers = (token: string) => ({ authorization: `Bearer ${token}` });
    expect(await open().identify(headers(TOKEN))).toEqual({ subject: 'admin', via: 'token' });
    expect(await open().identify(headers(PASSWORD))).toBeUndefined();
    expect(await open({ adminPassword: PASSWORD }).identify(headers('undefined'))).toBeUndefined();
  });

  it('ends a session at sign-out, also for requests that knew it', async () => {
    const auth = open();
    const { secret } = await auth.signIn(PASSWORD, '10.0.0.1');
    await auth.identify(cookie(secret));
    await auth.signOut(cookie(secret));
    expect(await auth.identify(cookie(secret))).toBeUndefined();
  });

  it('ends a session nobody used, and keeps one that is used', async () => {
    const auth = open();
    const { secret } = await auth.signIn(PASSWORD, '10.0.0.1');
    nowMs += SESSION_IDLE_MS - 1_000;
    expect(await auth.identify(cookie(secret))).toBeDefined();
    nowMs += SESSION_IDLE_MS - 1_000;
    expect(await auth.identify(cookie(secret))).toBeDefined();
    nowMs += SESSION_IDLE_MS + 1_000;
    expect(await auth.identify(cookie(secret))).toBeUndefined();
  });

  it('asks the store once for the requests of a page', async () => {
    const auth = open();
    const { secret } = await auth.signIn(PASSWORD, '10.0.0.1');
    await Promise.all([1, 2, 3].map(() => auth.identify(cookie(secret))));
    expect(sessions.reads).toBe(1);
  });

  it('makes an address wait after ten wrong passwords, not another one, and not for ever', async () => {
    const auth = open();
    const guess = (address: string, password = 'wrong') => auth.signIn(password, address);
    for (let i = 0; i < 10; i++)
      await expect(guess('10.0.0.1')).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(guess('10.0.0.1', PASSWORD)).rejects.toMatchObject({ code: 'too_many_requests' });
    await expect(guess('10.0.0.2', PASSWORD)).resolves.toBeDefined();
    expect(denials.counts).toMatchObject({ 'wrong-password': 10, 'rate-limited': 1 });
    nowMs += 60_001;
    await expect(guess('10.0.0.1', PASSWORD)).resolves.toBeDefined();
  });
});
