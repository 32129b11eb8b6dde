import type { JWK } from 'jose';
import type { TokenKeySource } from '../../../lib/mesh/access/token/token-rules';
import { parseKeySet } from './select-keys';

/** A set of keys, or why there is none. */
export type KeySet = readonly JWK[] | 'Jwks is an invalid JSON' | 'Jwks remote fetch is failed';

/** How long a set is taken for new, how long for good when its issuer does not answer, and how often it is asked at most. */
const FRESH_MS = 5 * 60_000;
const STALE_MS = 60 * 60_000;
const RETRY_MS = 2_000;
const LONGEST_SET_BYTES = 512 * 1024;
const MOST_SETS = 128;

interface RemoteSet {
  keys: readonly JWK[] | undefined;
  fetchedMs: number;
  triedMs: number;
  pending: Promise<void> | undefined;
}

/** Reads a URL as text; rejects on any failure. */
export type FetchText = (url: string, timeoutMs: number) => Promise<string>;

/** Keys by where they come from: inline ones parsed once, remote ones kept, refreshed, and given up when too old. */
export class KeyStore {
  readonly #inline = new Map<string, KeySet>();
  readonly #remote = new Map<string, RemoteSet>();
  readonly #fetchText: FetchText;
  readonly #now: () => number;

  constructor(fetchText: FetchText, now: () => number) {
    this.#fetchText = fetchText;
    this.#now = now;
  }

  /** The keys of a source; `newerThanMs` asks again for a set no newer than that, for a key id it does not have. */
  async getKeys(source: TokenKeySource, newerThanMs = 0): Promise<KeySet> {
    if (source.kind === 'inline') return this.#inlineKeys(source.jwks);
    const set = this.#remoteSet(`${source.kind} ${source.url}`);
    const now = this.#now();
    const isFresh = set.keys !== undefined && now - set.fetchedMs < FRESH_MS && set.fetchedMs >= newerThanMs;
    if (!isFresh && set.pending === undefined && now - set.triedMs >= RETRY_MS) this.#refresh(set, source);
    // A set that is merely old serves on while it is renewed.
    const mustWait = set.keys === undefined || now - set.fetchedMs >= STALE_MS || set.fetchedMs < newerThanMs;
    if (mustWait) await set.pending;
    const isUsable = set.keys !== undefined && this.#now() - set.fetchedMs < STALE_MS;
    return isUsable && set.keys !== undefined ? set.keys : 'Jwks remote fetch is failed';
  }

  /** Forgets everything: the rules have changed. */
  clear(): void {
    this.#inline.clear();
  }

  #inlineKeys(text: string): KeySet {
    let keys = this.#inline.get(text);
    if (keys === undefined) {
      keys = parseKeySet(text) ?? 'Jwks is an invalid JSON';
      this.#inline.set(text, keys);
    }
    return keys;
  }

  #remoteSet(key: string): RemoteSet {
    let set = this.#remote.get(key);
    if (set === undefined) {
      const [oldest] = this.#remote.keys();
      if (this.#remote.size >= MOST_SETS && oldest !== undefined) this.#remote.delete(oldest);
      set = { keys: undefined, fetchedMs: 0, triedMs: Number.NEGATIVE_INFINITY, pending: undefined };
      this.#remote.set(key, set);
    }
    return set;
  }

  #refresh(set: RemoteSet, source: Exclude<TokenKeySource, { kind: 'inline' }>): void {
    set.triedMs = this.#now();
    set.pending = this.#fetchKeys(source)
      .then((keys) => {
        set.keys = keys;
        set.fetchedMs = this.#now();
      })
      .catch(() => undefined)
      .finally(() => {
        set.pending = undefined;
      });
  }

  async #fetchKeys({
    kind,
    url,
    timeoutMs,
  }: Exclude<TokenKeySource, { kind: 'inline' }>): Promise<readonly JWK[]> {
    const place = kind === 'url' ? url : readKeyPlace(await this.#fetchText(url, timeoutMs));
    const keys = parseKeySet(await this.#fetchText(place, timeoutMs));
    if (keys === undefined) throw new Error('not a key set');
    return keys;
  }
}

function readKeyPlace(text: string): string {
  const value = JSON.parse(text) as { jwks_uri?: unknown };
  if (typeof value.jwks_uri !== 'string') throw new Error('no jwks_uri');
  return value.jwks_uri;
}

/** Reads a text over HTTP, bounded in time and size. */
export async function fetchText(url: string, timeoutMs: number): Promise<string> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(timeoutMs),
    headers: { accept: 'application/json' },
  });
  if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > LONGEST_SET_BYTES) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
