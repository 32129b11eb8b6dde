import { explainRatio } from './explain-ratio';
import type { HealthReport } from './health-report';
import { compareHealth, type HealthStatus } from './health-status';
import { type CodeCounts, errorRatio, type RequestCounts } from './request-counts';
import type { CompiledTolerance, Tolerance } from './tolerance';

const NO_INFORMATION: HealthReport = { status: 'NA', errorPercent: 0 };
/** Kiali's thresholds where nobody configured any, percent. */
const PLAIN_FAILURE = 10;
const PLAIN_DEGRADED = 0.1;

/** A verdict that knows what decided it; the sentence is only made for the one that wins. */
interface Verdict {
  status: HealthStatus;
  errorPercent: number;
  tolerance: Tolerance | undefined;
  requests: string;
}

const NO_VERDICT: Verdict = { status: 'NA', errorPercent: 0, tolerance: undefined, requests: '' };

/**
 * The worst verdict over both directions, every protocol and every tolerance that covers it: Kiali's
 * `calculateRequestStatus`. Traffic that no tolerance covers gives NA.
 */
export function requestHealth(counts: RequestCounts, tolerances: readonly CompiledTolerance[]): HealthReport {
  if (tolerances.length === 0) return judgePlainly(counts);
  const inbound = judgeDirection(counts.inbound, 'inbound', tolerances);
  const outbound = judgeDirection(counts.outbound, 'outbound', tolerances);
  return isWorse(outbound, inbound) ? toReport(outbound, 'outbound ') : toReport(inbound, 'inbound ');
}

/** Requests of one protocol by code; a code may occur more than once. */
export interface ProtocolCodes {
  keys: readonly string[];
  amounts: readonly number[];
}

/** The verdict over one direction. */
export function directionHealth(
  counts: CodeCounts,
  direction: 'inbound' | 'outbound',
  tolerances: readonly CompiledTolerance[],
): HealthReport {
  return toReport(judgeDirection(counts, direction, tolerances), '');
}

/** The verdict over one direction of one protocol. */
export function protocolHealth(
  protocol: string,
  codes: ProtocolCodes,
  direction: 'inbound' | 'outbound',
  tolerances: readonly CompiledTolerance[],
): HealthReport {
  return toReport(judgeProtocol(protocol, codes, direction, tolerances), '');
}

function judgeDirection(
  counts: CodeCounts,
  direction: 'inbound' | 'outbound',
  tolerances: readonly CompiledTolerance[],
): Verdict {
  let worst = NO_VERDICT;
  for (const [protocol, codes] of counts) {
    const listed = { keys: [...codes.keys()], amounts: [...codes.values()] };
    const verdict = judgeProtocol(protocol, listed, direction, tolerances);
    if (isWorse(verdict, worst)) worst = verdict;
  }
  return worst;
}

function judgeProtocol(
  protocol: string,
  codes: ProtocolCodes,
  direction: 'inbound' | 'outbound',
  tolerances: readonly CompiledTolerance[],
): Verdict {
  let worst = NO_VERDICT;
  const total = sum(codes.amounts);
  if (total <= 0) return worst;
  for (const compiled of tolerances) {
    if (!compiled.matchesDirection(direction) || !compiled.matchesProtocol(protocol)) continue;
    const { tolerance } = compiled;
    const errorPercent = (100 * matchingRequests(compiled, codes)) / total;
    const status = statusOf(errorPercent, tolerance);
    if (isWorseThan(status, errorPercent, worst))
      worst = { status, errorPercent, tolerance, requests: protocol };
  }
  return worst;
}

/** The worse of two reports; of two equally bad ones the one with more errors, of equal ones the first. */
export function worseReport(a: HealthReport, b: HealthReport): HealthReport {
  return isWorse(b, a) ? b : a;
}

function isWorse(
  b: Pick<Verdict, 'status' | 'errorPercent'>,
  a: Pick<Verdict, 'status' | 'errorPercent'>,
): boolean {
  return isWorseThan(b.status, b.errorPercent, a);
}

function isWorseThan(
  status: HealthStatus,
  errorPercent: number,
  than: Pick<Verdict, 'status' | 'errorPercent'>,
): boolean {
  const order = compareHealth(than.status, status);
  return order > 0 || (order === 0 && errorPercent > than.errorPercent);
}

function matchingRequests({ matchesCode }: CompiledTolerance, { keys, amounts }: ProtocolCodes): number {
  let matching = 0;
  for (let at = 0; at < keys.length; at++) if (matchesCode(keys[at] ?? '')) matching += amounts[at] ?? 0;
  return matching;
}

function statusOf(errorPercent: number, { degraded, failure }: Tolerance): HealthStatus {
  if (errorPercent <= 0) return 'Healthy';
  if (errorPercent >= failure) return 'Failure';
  return errorPercent >= degraded ? 'Degraded' : 'Healthy';
}

function toReport({ status, errorPercent, tolerance, requests }: Verdict, label: string): HealthReport {
  if (tolerance === undefined || (status !== 'Degraded' && status !== 'Failure'))
    return { status, errorPercent };
  return {
    status,
    errorPercent,
    reason: explainRatio(status, errorPercent, `${label}${requests}`, tolerance),
  };
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

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
