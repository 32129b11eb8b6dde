import type { ProxyProtocolVersion } from '../../../lib/mesh/routing/effective-traffic-policy';
import type { UpstreamUser } from '../upstream-link';
import { writeProxyHeader } from '../write-proxy-header';

/** Connections of one endpoint, as far as they are alike. */
export interface ConnectionPool {
  /** Nothing is open or waited for. */
  readonly isEmpty: boolean;
  acquire(user: UpstreamUser, mustBeFresh: boolean): boolean;
  release(user: UpstreamUser): void;
  sweep(nowMs: number): void;
  retire(): void;
  close(): void;
}

/**
 * A pool for each client of an endpoint that is told of them by the PROXY protocol: what is said first on a connection holds
 * for all requests on it, so clients cannot share one.
 */
export class ClientPools {
  readonly #create: (preface: Buffer) => ConnectionPool;
  readonly #limit: number;
  /** By what is said first; the latest used last. */
  readonly #pools = new Map<string, ConnectionPool>();
  readonly #leaving = new Set<ConnectionPool>();
  readonly #poolOf = new Map<UpstreamUser, ConnectionPool>();

  constructor(create: (preface: Buffer) => ConnectionPool, limit: number) {
    this.#create = create;
    this.#limit = limit;
  }

  acquire(user: UpstreamUser, version: ProxyProtocolVersion, mustBeFresh: boolean): boolean {
    const pool = this.#obtain(writeProxyHeader(version, user.client));
    // Before it is asked: it may answer at once, and the user may be done by then.
    this.#poolOf.set(user, pool);
    if (pool.acquire(user, mustBeFresh)) return true;
    this.#poolOf.delete(user);
    return false;
  }

  /** False: it did not ask here. */
  release(user: UpstreamUser): boolean {
    const pool = this.#poolOf.get(user);
    if (pool === undefined) return false;
    this.#poolOf.delete(user);
    pool.release(user);
    return true;
  }

  sweep(nowMs: number): void {
    for (const [key, pool] of this.#pools) {
      pool.sweep(nowMs);
      if (pool.isEmpty) this.#pools.delete(key);
    }
    for (const pool of this.#leaving) if (pool.isEmpty) this.#leaving.delete(pool);
  }

  /** A change of the configuration: connections that are idle go, busy ones with their last answer. */
  retire(): void {
    for (const key of [...this.#pools.keys()]) this.#retireOne(key);
  }

  close(): void {
    for (const pool of [...this.#pools.values(), ...this.#leaving]) pool.close();
  }

  #obtain(preface: Buffer): ConnectionPool {
    const key = preface.toString('latin1');
    const pool = this.#pools.get(key) ?? this.#create(preface);
    this.#pools.delete(key);
    this.#pools.set(key, pool);
    const [oldest] = this.#pools.keys();
    if (this.#pools.size > this.#limit && oldest !== undefined) this.#retireOne(oldest);
    return pool;
  }

  #retireOne(key: string): void {
    const pool = this.#pools.get(key);
    this.#pools.delete(key);
    pool?.retire();
    if (pool?.isEmpty === false) this.#leaving.add(pool);
  }
}
