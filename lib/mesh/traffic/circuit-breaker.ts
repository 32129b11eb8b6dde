import type { ConnectionLimits, RetryBudget } from '../routing/effective-traffic-policy';

/** What one cluster has open or under way, against the bounds of its connection pool. */
export interface BreakerCounts {
  connections: number;
  pendingRequests: number;
  requests: number;
  retries: number;
}

/** A cluster nobody calls. */
export function createBreakerCounts(): BreakerCounts {
  return { connections: 0, pendingRequests: 0, requests: 0, retries: 0 };
}

/** Whether one more request may wait for a connection. */
export function mayWait(limits: ConnectionLimits, counts: BreakerCounts): boolean {
  return counts.pendingRequests < limits.maxPendingRequests;
}

/** Whether one more request may be under way. */
export function maySend(limits: ConnectionLimits, counts: BreakerCounts): boolean {
  return counts.requests < limits.maxRequests;
}

/** Whether one more connection may be opened; an endpoint without any always gets one, as in Envoy. */
export function mayConnect(limits: ConnectionLimits, counts: BreakerCounts, toEndpoint: number): boolean {
  return toEndpoint === 0 || counts.connections < limits.maxConnections;
}

/** Whether one more retry may be under way; a budget replaces the fixed bound. */
export function mayRetry(
  limits: ConnectionLimits,
  budget: RetryBudget | undefined,
  counts: BreakerCounts,
): boolean {
  if (budget === undefined) return counts.retries < limits.maxRetries;
  const underWay = counts.requests + counts.pendingRequests;
  return counts.retries < Math.max(budget.minConcurrency, Math.floor((underWay * budget.percent) / 100));
}
