import type { RetryPlan } from '../../lib/mesh/routing/retry-plan';
import { mayRetry } from '../../lib/mesh/traffic/circuit-breaker';
import type { Cluster } from './cluster/cluster';

/**
 * The response flags of a request that gets no other try: `URX` after the last of its plan, `UO` where its cluster retries
 * enough already. `made`: tries beyond the first; one that retries is counted by its cluster until it ends.
 */
export function findRetryRefusal(
  { attempts }: RetryPlan,
  { counts, spec }: Cluster,
  made: number,
): 'URX' | 'UO' | undefined {
  if (made >= attempts) return 'URX';
  const { connections, retryBudget } = spec.policy;
  return made > 0 || mayRetry(connections, retryBudget, counts) ? undefined : 'UO';
}
