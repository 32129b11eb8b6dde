import type { OutlierPlan } from '../routing/effective-traffic-policy';

/** How one try ended, as outlier detection counts it. */
export type TryOutcome =
  | { kind: 'status'; code: number }
  /** No connection, a reset, a timeout: made here, not said by the host. */
  | { kind: 'local-failure' };

/** What is remembered of one host. */
export interface HostRecord {
  consecutive5xx: number;
  consecutiveGateway: number;
  consecutiveLocal: number;
  isEjected: boolean;
  ejectedAtMs: number;
  /** Multiplies the base time; grows with ejections, shrinks with each quiet interval. */
  multiplier: number;
  ejections: number;
}

/** Longest ejection where the base is shorter: Envoy's `max_ejection_time`. */
const LONGEST_EJECTION_MS = 300_000;

/** A host nobody knows anything bad about. */
export function createHostRecord(): HostRecord {
  return {
    consecutive5xx: 0,
    consecutiveGateway: 0,
    consecutiveLocal: 0,
    isEjected: false,
    ejectedAtMs: 0,
    multiplier: 0,
    ejections: 0,
  };
}

/** Counts one outcome. True: enough of them came in a row to take the host out now. */
export function countOutcome(plan: OutlierPlan, host: HostRecord, outcome: TryOutcome): boolean {
  if (outcome.kind === 'status') {
    // A host that answers is reachable, whatever it says.
    host.consecutiveLocal = 0;
    return countStatus(plan, host, outcome.code);
  }
  if (!plan.splitsLocalErrors) return countStatus(plan, host, 503);
  host.consecutiveLocal++;
  if (host.consecutiveLocal !== plan.consecutiveLocalOriginFailures) return false;
  host.consecutiveLocal = 0;
  return true;
}

function countStatus(plan: OutlierPlan, host: HostRecord, code: number): boolean {
  if (code < 500) {
    host.consecutive5xx = 0;
    host.consecutiveGateway = 0;
    return false;
  }
  const isGatewayError = code === 502 || code === 503 || code === 504;
  host.consecutiveGateway = isGatewayError ? host.consecutiveGateway + 1 : 0;
  host.consecutive5xx++;
  // A rule of 0 is off: a count never is 0 here. A counter that has spoken begins anew.
  const hasGatewayRun = isGatewayError && host.consecutiveGateway === plan.consecutiveGatewayErrors;
  const has5xxRun = host.consecutive5xx === plan.consecutive5xxErrors;
  if (hasGatewayRun) host.consecutiveGateway = 0;
  if (has5xxRun) host.consecutive5xx = 0;
  return hasGatewayRun || has5xxRun;
}

/** Whether one more may go: with ten percent and fewer than ten hosts none ever does. */
export function mayEject(plan: OutlierPlan, ejected: number, hosts: number): boolean {
  return hosts > 0 && (100 * (ejected + 1)) / hosts <= plan.maxEjectionPercent;
}

/** Takes a host out; each time for longer. */
export function eject(plan: OutlierPlan, host: HostRecord, nowMs: number): void {
  host.isEjected = true;
  host.ejectedAtMs = nowMs;
  host.ejections++;
  const longest = Math.max(LONGEST_EJECTION_MS, plan.baseEjectionMs);
  if (host.multiplier * plan.baseEjectionMs < longest + plan.baseEjectionMs) host.multiplier++;
}

/** When an ejected host may come back, at the next check. */
export function ejectionEndMs(plan: OutlierPlan, host: HostRecord): number {
  const longest = Math.max(LONGEST_EJECTION_MS, plan.baseEjectionMs);
  return host.ejectedAtMs + Math.min(plan.baseEjectionMs * host.multiplier, longest);
}

/** The check of every interval: lets a host back in, or forgives one that behaved. True: it came back. */
export function checkHost(plan: OutlierPlan, host: HostRecord, nowMs: number): boolean {
  if (!host.isEjected) {
    if (host.multiplier > 0) host.multiplier--;
    return false;
  }
  if (nowMs < ejectionEndMs(plan, host)) return false;
  host.isEjected = false;
  host.consecutive5xx = 0;
  host.consecutiveGateway = 0;
  host.consecutiveLocal = 0;
  return true;
}

/** Whether so few hosts are left that all are used, the ejected too; never with Istio's default of 0. */
export function isPanicking(plan: OutlierPlan, usable: number, hosts: number): boolean {
  return hosts > 0 && (100 * usable) / hosts < plan.minHealthPercent;
}
