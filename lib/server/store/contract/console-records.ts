import type { Page } from './log-reader';

/** A signed-in browser; `id` is a hash of its cookie, never the cookie. */
export interface Session {
  id: string;
  subject: string;
  createdAtMs: number;
  expiresAtMs: number;
}

export interface Sessions {
  createSession(session: Session): Promise<void>;
  /** Undefined when unknown or expired at `nowMs`. */
  findSession(id: string, nowMs: number): Promise<Session | undefined>;
  deleteSession(id: string): Promise<void>;
  deleteExpiredSessions(nowMs: number): Promise<number>;
}

/** One act of a person. */
export interface AuditEntry {
  atMs: number;
  /** Who: a subject, or `anonymous` on loopback without sign-in. */
  actor: string;
  /** What: `settings.update`, `session.create` ... */
  action: string;
  /** On what. */
  target: string;
  details: Readonly<Record<string, unknown>>;
}

export interface AuditTrail {
  appendAudit(entry: AuditEntry): Promise<void>;
  listAudit(query: { limit: number; cursor?: string }): Promise<Page<AuditEntry & { id: string }>>;
}

/** A named set of filters of one page; `search` is the query string it restores. */
export interface SavedView {
  id: string;
  name: string;
  page: string;
  search: string;
  createdAtMs: number;
}

export interface SavedViews {
  listViews(page?: string): Promise<SavedView[]>;
  /** Creates, or replaces the view of the same page and name. */
  saveView(view: Omit<SavedView, 'id' | 'createdAtMs'>): Promise<SavedView>;
  /** False when there was none. */
  deleteView(id: string): Promise<boolean>;
}

/** Values people set, by key; the verb that owns a key checks its shape. */
export interface Settings {
  readSetting(key: string): Promise<unknown>;
  writeSetting(key: string, value: unknown): Promise<void>;
}
