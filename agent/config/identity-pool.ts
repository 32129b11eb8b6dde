import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';

/** Gives one object for equal identities, so that state keyed by the object outlives a change of configuration. */
export interface IdentityPool {
  share(identity: WorkloadIdentity): WorkloadIdentity;
}

/** A pool that keeps at most `limit` identities; a full one starts anew, which costs only a few cache misses. */
export function createIdentityPool(limit = 10_000): IdentityPool {
  const byKey = new Map<string, WorkloadIdentity>();
  // One endpoint is part of several clusters: its key is made once a configuration.
  const seen = new WeakMap<WorkloadIdentity, WorkloadIdentity>();
  return {
    share(identity) {
      const before = seen.get(identity);
      if (before !== undefined) return before;
      const key = JSON.stringify(identity);
      const known = byKey.get(key) ?? identity;
      seen.set(identity, known);
      if (known !== identity) return known;
      if (byKey.size >= limit) byKey.clear();
      byKey.set(key, identity);
      return identity;
    },
  };
}
