import type { RetryPlan } from '../../lib/mesh/routing/retry-plan';
import type { Cluster } from './cluster/cluster';

/** How a request is sent on. */
export interface Sending {
  readonly cluster: Cluster;
  /** Names the client for consistent hashing. */
  readonly hash: number | undefined;
  /** The endpoint of the client's session; undefined leaves the choice to the cluster. */
  readonly sessionHost: string | undefined;
  /** Undefined: never tried again. */
  readonly retries: RetryPlan | undefined;
  /** Bound of the request with all its tries; undefined is none. */
  readonly timeoutMs: number | undefined;
  /** Bound of the whole exchange from its first byte, as its client of gRPC set it; undefined is none. */
  readonly deadlineMs: number | undefined;
  /** Clusters that get a copy. */
  readonly mirrors: readonly Cluster[];
}

const NOTHING: readonly never[] = [];

/** Sends once and changes nothing. */
export function sendPlainly(cluster: Cluster, deadlineMs?: number): Sending {
  return {
    cluster,
    hash: undefined,
    sessionHost: undefined,
    retries: undefined,
    timeoutMs: undefined,
    deadlineMs,
    mirrors: NOTHING,
  };
}
