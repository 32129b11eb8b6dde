import type { ProxyLimits } from '../limits';
import type { Clock } from './clock';
import { EndpointPool } from './endpoint-pool';
import type { ProxyGauges } from './proxy-gauges';
import type { Endpoint } from './routing-table';

/** The pools of one direction, by endpoint. */
export class PoolMap {
  readonly #pools = new Map<string, EndpointPool>();
  readonly #limits: ProxyLimits;
  readonly #gauges: ProxyGauges;
  readonly #clock: Clock;

  constructor(limits: ProxyLimits, gauges: ProxyGauges, clock: Clock) {
    this.#limits = limits;
    this.#gauges = gauges;
    this.#clock = clock;
  }

  getPool(endpoint: Endpoint): EndpointPool {
    const key = poolKeyOf(endpoint);
    const known = this.#pools.get(key);
    if (known !== undefined) return known;
    const pool = new EndpointPool(endpoint, this.#limits, this.#gauges, this.#clock);
    this.#pools.set(key, pool);
    return pool;
  }

  /** Requests in flight to an endpoint. */
  activeOf(endpoint: Endpoint): number {
    return this.#pools.get(poolKeyOf(endpoint))?.active ?? 0;
  }

  /** Closes what was idle for too long and forgets pools without a connection. */
  sweep(nowMs: number): void {
    for (const [key, pool] of this.#pools) {
      pool.sweep(nowMs);
      if (pool.isUnused) this.#pools.delete(key);
    }
  }

  close(): void {
    for (const pool of this.#pools.values()) pool.close();
    this.#pools.clear();
  }
}

/** Connections secured in different ways are never mixed. */
function poolKeyOf({ hostPort, tls }: Endpoint): string {
  return tls === undefined ? hostPort : tls.poolKey;
}
