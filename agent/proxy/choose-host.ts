import type { RetryPlan } from '../../lib/mesh/routing/retry-plan';
import type { Cluster } from './cluster/cluster';
import type { ClusterHost } from './cluster/cluster-host';
import type { Sending } from './sending';

/** The host of the client's session first; a retry avoids those that were tried, and may have to go farther away. */
export function chooseHost(
  { cluster, hash, retries, sessionHost }: Sending,
  tried: readonly ClusterHost[] | undefined,
): ClusterHost | undefined {
  if (sessionHost !== undefined && tried === undefined) {
    const own = cluster.findUsable(sessionHost);
    if (own !== undefined) return own;
  }
  if (tried === undefined || retries === undefined) return cluster.choose(hash, tried);
  const farther = retries.toRemoteLocalities ? cluster.chooseFarther(hash, tried) : undefined;
  return farther ?? cluster.choose(hash, avoidsTried(retries, cluster) ? tried : undefined);
}

/** Where a hash keeps callers at their host, a retry stays there too unless its rule says otherwise. */
export function avoidsTried({ avoidsPreviousHosts }: RetryPlan, { spec }: Pick<Cluster, 'spec'>): boolean {
  return avoidsPreviousHosts ?? spec.policy.loadBalancing.kind !== 'CONSISTENT_HASH';
}
