import type { BalancedHost } from '../../../lib/mesh/traffic/load-balancer';
import { createHostRecord, type HostRecord } from '../../../lib/mesh/traffic/outlier-detector';
import type { Endpoint } from './cluster-spec';
import type { EndpointPool } from './endpoint-pool';

/** One endpoint of a cluster with all that is remembered of it; outlives changes of the configuration. */
export class ClusterHost implements BalancedHost {
  readonly key: string;
  readonly addedAtMs: number;
  readonly health: HostRecord = createHostRecord();
  readonly pool: EndpointPool;
  #endpoint: Endpoint;
  /** Tries that hold or await a connection. */
  activeRequests = 0;
  totalRequests = 0;

  constructor(endpoint: Endpoint, addedAtMs: number, pool: EndpointPool) {
    this.#endpoint = endpoint;
    this.key = endpoint.hostPort;
    this.addedAtMs = addedAtMs;
    this.pool = pool;
  }

  get endpoint(): Endpoint {
    return this.#endpoint;
  }

  /** What a new configuration says of it. */
  take(endpoint: Endpoint): void {
    this.#endpoint = endpoint;
    this.pool.endpoint = endpoint;
  }

  get weight(): number {
    return this.endpoint.weight;
  }

  get locality(): string {
    return this.endpoint.locality;
  }

  get labels(): Readonly<Record<string, string>> {
    return this.endpoint.labels;
  }
}
