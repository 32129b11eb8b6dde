import type { HttpRetries } from '../../config/kinds/virtual-service';
import { durationOr } from '../policy/effective-policy';
import type { RetryCondition, RetryPlan } from '../retry-plan';

const CONDITIONS: readonly RetryCondition[] = [
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'envoy-ratelimited',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
];

const KNOWN: ReadonlySet<string> = new Set(CONDITIONS);

const BACKOFF_BASE_MS = 25;
/** Envoy's cap where only the base is given. */
const BACKOFF_CAP = 10;

/** What Istio does where no rule says anything: two retries, and 503 is not among the reasons (since 1.24). */
export const DEFAULT_RETRIES: RetryPlan = {
  attempts: 2,
  perTryTimeoutMs: undefined,
  ...parseRetryOn('connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes'),
  toRemoteLocalities: false,
  avoidsPreviousHosts: undefined,
  backoffBaseMs: BACKOFF_BASE_MS,
  backoffMaxMs: BACKOFF_BASE_MS * BACKOFF_CAP,
};

/** The retries of a rule. A block without `attempts` switches them off, as Istio reads its zero; none is as `fallback` says. */
export function planRetries(
  retries: HttpRetries | undefined,
  fallback: RetryPlan | undefined,
): RetryPlan | undefined {
  if (retries === undefined || retries === null) return fallback;
  const attempts = retries.attempts ?? 0;
  if (attempts <= 0) return undefined;
  const base = durationOr(retries.backoff, BACKOFF_BASE_MS);
  const reasons =
    retries.retryOn === undefined || retries.retryOn === '' ? DEFAULT_RETRIES : parseRetryOn(retries.retryOn);
  return {
    attempts,
    perTryTimeoutMs: durationOr(retries.perTryTimeout, 0) || undefined,
    conditions: reasons.conditions,
    statusCodes: reasons.statusCodes,
    toRemoteLocalities: retries.retryRemoteLocalities === true,
    avoidsPreviousHosts: retries.retryIgnorePreviousHosts,
    backoffBaseMs: base,
    backoffMaxMs: base * BACKOFF_CAP,
  };
}

/** Reads `retryOn` as Envoy does: unknown names mean nothing, numbers are status codes. */
export function parseRetryOn(text: string): Pick<RetryPlan, 'conditions' | 'statusCodes'> {
  const parts = text.split(',').map((part) => part.trim());
  const codes = parts.filter((part) => /^[1-5]\d\d$/.test(part)).map(Number);
  const named = parts.filter((part): part is RetryCondition => KNOWN.has(part));
  const conditions = new Set(named);
  if (codes.length > 0) conditions.add('retriable-status-codes');
  return { conditions, statusCodes: new Set(codes) };
}
