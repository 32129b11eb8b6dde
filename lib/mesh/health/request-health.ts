import { explainRatio } from './explain-ratio';
import type { HealthReport } from './health-report';
import type { HealthStatus } from './health-status';
import { compareHealth } from './health-status';
import { type CodeCounts, errorRatio, type RequestCounts } from './request-counts';
import type { CompiledTolerance } from './tolerance';

const NO_INFORMATION: HealthReport = { status: 'NA', errorPercent: 0 };
/** Kiali's thresholds where nobody configured any, percent. */
const PLAIN_FAILURE = 10;
const PLAIN_DEGRADED = 0.1;

/**
 * The worst verdict over both directions, every protocol and every tolerance that covers it: Kiali's
 * `calculateRequestStatus`. Traffic that no tolerance covers gives NA.
 */
export function requestHealth(counts: RequestCounts, tolerances: readonly CompiledTolerance[]): HealthReport {
  if (tolerances.length === 0) return judgePlainly(counts);
  let worst = NO_INFORMATION;
  for (const direction of ['inbound', 'outbound'] as const) {
    const report = directionHealth(counts[direction], direction, tolerances, `${direction} `);
    worst = worseReport(worst, report);
  }
  return worst;
}

/** The verdict over one direction; `label` goes before the protocol in the reason (`inbound ` or nothing). */
export function directionHealth(
  counts: CodeCounts,
  direction: 'inbound' | 'outbound',
  tolerances: readonly CompiledTolerance[],
  label: string,
): HealthReport {
  let worst = NO_INFORMATION;
  for (const [protocol, codes] of counts) {
    const total = sum(codes.values());
    if (total <= 0) continue;
    for (const compiled of tolerances) {
      if (!compiled.matchesDirection(direction) || !compiled.matchesProtocol(protocol)) continue;
      worst = worseReport(worst, judge(compiled, codes, total, `${label}${protocol}`));
    }
  }
  return worst;
}

/** The worse of two reports; of two equally bad ones the one with more errors, of equal ones the first. */
export function worseReport(a: HealthReport, b: HealthReport): HealthReport {
  const order = compareHealth(a.status, b.status);
  if (order !== 0) return order < 0 ? a : b;
  return b.errorPercent > a.errorPercent ? b : a;
}

function judge(
  { tolerance, matchesCode }: CompiledTolerance,
  codes: ReadonlyMap<string, number>,
  total: number,
  requests: string,
): HealthReport {
  let matching = 0;
  for (const [code, count] of codes) if (matchesCode(code)) matching += count;
  const errorPercent = (100 * matching) / total;
  if (errorPercent <= 0) return { status: 'Healthy', errorPercent: 0 };
  const status: HealthStatus =
    errorPercent >= tolerance.failure
      ? 'Failure'
      : errorPercent >= tolerance.degraded
        ? 'Degraded'
        : 'Healthy';
  if (status === 'Healthy') return { status, errorPercent };
  return { status, errorPercent, reason: explainRatio(status, errorPercent, requests, tolerance) };
}

function judgePlainly(counts: RequestCounts): HealthReport {
  const ratio = errorRatio(counts);
  if (ratio < 0) return NO_INFORMATION;
  const errorPercent = 100 * ratio;
  if (errorPercent < PLAIN_DEGRADED) return { status: 'Healthy', errorPercent };
  const isFailure = errorPercent >= PLAIN_FAILURE;
  const status = isFailure ? 'Failure' : 'Degraded';
  const tolerance = { code: '[45].*', degraded: PLAIN_DEGRADED, failure: PLAIN_FAILURE };
  return { status, errorPercent, reason: explainRatio(status, errorPercent, '', tolerance) };
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
