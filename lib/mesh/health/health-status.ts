/** Kiali's health statuses, worst first in `HEALTH_PRIORITY`; `NA` is "no traffic or no rule for it". */
export type HealthStatus = 'Failure' | 'Degraded' | 'Not Ready' | 'Healthy' | 'NA';

const HEALTH_PRIORITY: Readonly<Record<HealthStatus, number>> = {
  Failure: 4,
  Degraded: 3,
  'Not Ready': 2,
  Healthy: 1,
  NA: 0,
};

/** The worse of two statuses; the first on a tie. */
export function worseHealth(a: HealthStatus, b: HealthStatus): HealthStatus {
  return HEALTH_PRIORITY[b] > HEALTH_PRIORITY[a] ? b : a;
}

/** Orders statuses from worst to best. */
export function compareHealth(a: HealthStatus, b: HealthStatus): number {
  return HEALTH_PRIORITY[b] - HEALTH_PRIORITY[a];
}
