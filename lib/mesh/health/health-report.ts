import type { HealthStatus } from './health-status';

/** What is said of a health status: the worst tolerance and the ratio that broke it. */
export interface HealthReport {
  status: HealthStatus;
  /** Share of requests under the deciding tolerance, 0..100. */
  errorPercent: number;
  /** The deciding tolerance in words, absent when healthy or idle. */
  reason?: string;
}
