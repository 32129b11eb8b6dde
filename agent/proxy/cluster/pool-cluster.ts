import type { BreakerCounts } from '../../../lib/mesh/traffic/circuit-breaker';
import type { ClusterSpec } from './cluster-spec';

/** The cluster a pool belongs to: its bounds count over all of its endpoints. */
export interface PoolCluster {
  readonly spec: ClusterSpec;
  readonly counts: BreakerCounts;
}
