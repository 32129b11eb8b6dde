import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../protocol/app-error';
import { readUserName, USER_HEADER } from '../../protocol/user-header';
import type { Sessions } from '../store/contract/console-records';
import { AttemptLimiter } from './attempt-limiter';
import type { Denials } from './denials';
import { bearerToken, createSecretCheck, type SecretCheck } from './secret-check';
import { readSessionCookie } from './session-cookie';

/** Who asks. */
export interface Actor {
  /** Where no sign-in is needed, who they say they are, or `anonymous`. */
  subject: string;
  via: 'open' | 'token' | 'session';
}

export interface AuthenticatorDeps {
  sessions: Sessions;
  denials: Denials;
  now: () => number;
  adminPassword: string | undefined;
  adminToken: string | undefined;
}

/** A session ends after this long without a request. */
export const SESSION_IDLE_MS = 12 * 3_600_000;
/** A found session is trusted this long without asking the store, and its end is moved this seldom. */
const CACHE_MS = 10_000;
const RENEW_MS = 10 * 60_000;
const CACHED = 10_000;
const ADMIN = 'admin';

function readClaimedName({ [USER_HEADER]: name }: IncomingHttpHeaders): string | undefined {
  return typeof name === 'string' ? readUserName(name) : undefined;
}

interface CachedSession {
  subject: string;
  expiresAtMs: number;
  checkedAtMs: number;
}

/** Knows who may do what: nobody needs to sign in unless a password or a token is set. */
export class Authenticator {
  readonly isRequired: boolean;
  private readonly deps: AuthenticatorDeps;
  private readonly isPassword: SecretCheck;
  private readonly isToken: SecretCheck;
  private readonly limiter: AttemptLimiter;
  private readonly cache = new Map<string, CachedSession>();
  /** One look into the store a session at a time: requests of a page come together. */
  private readonly lookups = new Map<string, Promise<string | undefined>>();

  constructor(deps: AuthenticatorDeps) {
    this.deps = deps;
    this.isRequired = deps.adminPassword !== undefined || deps.adminToken !== undefined;
    this.isPassword = createSecretCheck(deps.adminPassword);
    this.isToken = createSecretCheck(deps.adminToken);
    this.limiter = new AttemptLimiter(deps.now);
  }

  /** Who sent the request, undefined when a sign-in is needed first. */
  async identify(headers: IncomingHttpHeaders): Promise<Actor | undefined> {
    if (!this.isRequired) return { subject: readClaimedName(headers) ?? 'anonymous', via: 'open' };
    const token = bearerToken(headers.authorization);
    if (token !== undefined) return this.isToken(token) ? { subject: ADMIN, via: 'token' } : undefined;
    const secret = readSessionCookie(headers.cookie);
    const subject = secret === undefined ? undefined : await this.findSubject(sessionId(secret));
    return subject === undefined ? undefined : { subject, via: 'session' };
  }

  /** Checks the password (or the token) and starts a session; the cookie's secret. */
  async signIn(password: string, address: string): Promise<{ secret: string; subject: string }> {
    const { denials, now, sessions } = this.deps;
    const waitMs = this.limiter.waitMs(address);
    if (waitMs > 0) {
      denials.note('rate-limited');
      const seconds = Math.ceil(waitMs / 1000);
      throw new AppError('too_many_requests', `Too many failed sign-ins; try again in ${seconds} s`, {
        seconds,
      });
    }
    if (!this.isPassword(password) && !this.isToken(password)) {
      this.limiter.noteFailure(address);
      denials.note('wrong-password');
      throw new AppError('unauthenticated', 'The password is wrong');
    }
    this.limiter.noteSuccess(address);
    const secret = randomBytes(32).toString('base64url');
    const createdAtMs = now();
    await sessions.deleteExpiredSessions(createdAtMs);
    const expiresAtMs = createdAtMs + SESSION_IDLE_MS;
    await sessions.createSession({ id: sessionId(secret), subject: ADMIN, createdAtMs, expiresAtMs });
    return { secret, subject: ADMIN };
  }

  async signOut(headers: IncomingHttpHeaders): Promise<void> {
    const secret = readSessionCookie(headers.cookie);
    if (secret === undefined) return;
    this.cache.delete(sessionId(secret));
    await this.deps.sessions.deleteSession(sessionId(secret));
  }

  private async findSubject(id: string): Promise<string | undefined> {
    const now = this.deps.now();
    const cached = this.cache.get(id);
    if (cached !== undefined && now - cached.checkedAtMs < CACHE_MS && now < cached.expiresAtMs) {
      return cached.subject;
    }
    let lookup = this.lookups.get(id);
    if (lookup === undefined) {
      lookup = this.lookUp(id, now).finally(() => this.lookups.delete(id));
      this.lookups.set(id, lookup);
    }
    return await lookup;
  }

  private async lookUp(id: string, now: number): Promise<string | undefined> {
    const session = await this.deps.sessions.findSession(id, now);
    if (session === undefined) {
      this.cache.delete(id);
      return undefined;
    }
    const expiresAtMs = now + SESSION_IDLE_MS;
    if (expiresAtMs - session.expiresAtMs > RENEW_MS) {
      await this.deps.sessions.deleteSession(id);
      await this.deps.sessions.createSession({ ...session, expiresAtMs });
    }
    if (this.cache.size >= CACHED) this.cache.delete(this.cache.keys().next().value ?? '');
    this.cache.set(id, { subject: session.subject, expiresAtMs: session.expiresAtMs, checkedAtMs: now });
    return session.subject;
  }
}

/** What is stored of a session's secret: a leaked database opens no session. */
function sessionId(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
