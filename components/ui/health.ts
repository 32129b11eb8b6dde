import type { HealthStatus } from '@/lib/mesh/health/health-status';

/** Worst first: the order of every list. */
export const HEALTH_ORDER: readonly HealthStatus[] = ['Failure', 'Degraded', 'Not Ready', 'Healthy', 'NA'];

/** What people read; `NA` is "no traffic to judge by". */
export const HEALTH_LABELS: Readonly<Record<HealthStatus, string>> = {
  Failure: 'Failing',
  Degraded: 'Degraded',
  'Not Ready': 'Not ready',
  Healthy: 'Healthy',
  NA: 'Idle',
};

export const HEALTH_TEXT: Readonly<Record<HealthStatus, string>> = {
  Failure: 'text-failing',
  Degraded: 'text-degraded',
  'Not Ready': 'text-info',
  Healthy: 'text-ok',
  NA: 'text-idle',
};

/** The tone of a number that belongs to something of this health. */
export function healthTone(status: HealthStatus): 'failing' | 'degraded' | undefined {
  if (status === 'Failure') return 'failing';
  return status === 'Degraded' ? 'degraded' : undefined;
}
