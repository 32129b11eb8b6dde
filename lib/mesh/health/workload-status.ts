import type { HealthStatus } from './health-status';

/** How many instances of a workload should run, do run, and can take requests. */
export interface WorkloadStatus {
  desired: number;
  current: number;
  available: number;
  /** Instances whose proxy has the wanted configuration; -1 when unknown or without proxies. */
  syncedProxies: number;
}

/** Kiali's `WorkloadStatusHealth`, in its order. */
export function workloadStatusHealth(status: WorkloadStatus | undefined): HealthStatus {
  if (status === undefined) return 'NA';
  const { desired, current, available, syncedProxies } = status;
  if (desired === 0) return 'Not Ready';
  if (current > 0 && available > 0 && (current < desired || available < desired)) return 'Degraded';
  if (available === 0) return 'Failure';
  if (desired === available && available !== current) return 'Failure';
  if (syncedProxies >= 0 && syncedProxies < desired) return 'Degraded';
  return desired === current && current === available ? 'Healthy' : 'Degraded';
}

/** The reason in words, undefined when there is nothing to say. */
export function explainWorkloadStatus(status: WorkloadStatus): string | undefined {
  const { desired, current, available, syncedProxies } = status;
  if (desired === 0) return 'no instance is wanted';
  if (available === 0) return `none of ${desired} instances is available`;
  if (available < desired) return `${available} of ${desired} instances are available`;
  if (current !== desired) return `${current} instances run, ${desired} are wanted`;
  if (syncedProxies >= 0 && syncedProxies < desired)
    return `${syncedProxies} of ${desired} proxies have the wanted configuration`;
  return undefined;
}
