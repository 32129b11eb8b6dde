import type { FindTolerances, HealthSubject } from './health-rate';
import type { HealthReport } from './health-report';
import type { RequestCounts } from './request-counts';
import { requestHealth, worseReport } from './request-health';
import { explainWorkloadStatus, type WorkloadStatus, workloadStatusHealth } from './workload-status';

/**
 * The health of a service (its requests), a workload (its requests and its own status) or an app (its requests and the
 * statuses of its workloads): the worst of all, Kiali's combination.
 */
export function objectHealth(
  subject: HealthSubject,
  counts: RequestCounts,
  statuses: readonly (WorkloadStatus | undefined)[],
  findTolerances: FindTolerances,
): HealthReport {
  let worst = requestHealth(counts, findTolerances(subject));
  if (subject.kind === 'service') return worst;
  for (const status of statuses) worst = worseReport(worst, statusReport(status));
  return worst;
}

function statusReport(status: WorkloadStatus | undefined): HealthReport {
  const health = workloadStatusHealth(status);
  const reason = status === undefined || health === 'Healthy' ? undefined : explainWorkloadStatus(status);
  return { status: health, errorPercent: 0, ...(reason === undefined ? {} : { reason }) };
}
