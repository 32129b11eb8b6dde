import { describe, expect, it } from 'vitest';
import type { Cluster } from '@/agent/proxy/cluster/cluster';
import { DEFAULT_POLICY } from '@/agent/proxy/cluster/cluster-spec';
import { findRetryRefusal } from '@/agent/proxy/find-retry-refusal';
import type { RetryPlan } from '@/lib/mesh/routing/retry-plan';
import { createBreakerCounts } from '@/lib/mesh/traffic/circuit-breaker';

const plan = { attempts: 2 } as RetryPlan;

function clusterWith(retries: number, maxRetries: number): Cluster {
  const connections = { ...DEFAULT_POLICY.connections, maxRetries };
  const counts = { ...createBreakerCounts(), retries };
  return { counts, spec: { policy: { ...DEFAULT_POLICY, connections } } } as Cluster;
}

describe('findRetryRefusal', () => {
  it('lets a request try again until its plan is used up, then says URX', () => {
    const cluster = clusterWith(0, 1);
    expect([0, 1, 2].map((made) => findRetryRefusal(plan, cluster, made))).toEqual([
      undefined,
      undefined,
      'URX',
    ]);
  });

  it('says UO to a first retry when the cluster retries enough already', () => {
    expect(findRetryRefusal(plan, clusterWith(1, 1), 0)).toBe('UO');
  });

  it('asks for no second place of a request that has one', () => {
    expect(findRetryRefusal(plan, clusterWith(1, 1), 1)).toBeUndefined();
  });
});
