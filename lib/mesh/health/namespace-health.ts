import { type HealthStatus, worseHealth } from './health-status';

/** How many objects of one kind are how healthy. */
export type HealthTally = Record<HealthStatus, number>;

/** No objects. */
export function createHealthTally(): HealthTally {
  return { Failure: 0, Degraded: 0, 'Not Ready': 0, Healthy: 0, NA: 0 };
}

/** A namespace is as healthy as its worst app, service or workload. */
export function namespaceHealth(tallies: readonly HealthTally[]): HealthStatus {
  let worst: HealthStatus = 'NA';
  for (const tally of tallies) {
    for (const status of ['Failure', 'Degraded', 'Not Ready', 'Healthy'] as const) {
      if (tally[status] > 0) worst = worseHealth(worst, status);
    }
  }
  return worst;
}
