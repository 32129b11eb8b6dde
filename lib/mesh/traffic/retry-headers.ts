import type { RetryCondition, RetryPlan } from '../routing/retry-plan';

/** What a caller says of retries and timeouts by Envoy's request headers; undefined where it says nothing. */
export interface CallerWishes {
  readonly retryOn: string | undefined;
  readonly retryGrpcOn: string | undefined;
  readonly maxRetries: string | undefined;
  readonly retriableStatusCodes: string | undefined;
  readonly timeoutMs: string | undefined;
  readonly perTryTimeoutMs: string | undefined;
}

const HTTP_CONDITIONS: ReadonlySet<string> = new Set<RetryCondition>([
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
]);
const GRPC_CONDITIONS: ReadonlySet<string> = new Set<RetryCondition>([
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
]);

/** The route's retries with the caller's wishes added, as Envoy's router does; undefined: none. */
export function addRetryWishes(plan: RetryPlan | undefined, wishes: CallerWishes): RetryPlan | undefined {
  const conditions = new Set<RetryCondition>([
    ...(plan?.conditions ?? []),
    ...readNames(wishes.retryOn, HTTP_CONDITIONS),
    ...readNames(wishes.retryGrpcOn, GRPC_CONDITIONS),
  ]);
  const perTryTimeoutMs = readWhole(wishes.perTryTimeoutMs);
  if (conditions.size === 0) return undefined;
  return {
    ...(plan ?? NO_PLAN),
    attempts: readWhole(wishes.maxRetries) ?? plan?.attempts ?? 1,
    conditions,
    statusCodes: new Set([...(plan?.statusCodes ?? []), ...readCodes(wishes.retriableStatusCodes)]),
    perTryTimeoutMs: perTryTimeoutMs === undefined ? plan?.perTryTimeoutMs : perTryTimeoutMs || undefined,
  };
}

/** The bound of the whole request: the caller's, where it names one (0 is none), else the route's. */
export function addTimeoutWish(timeoutMs: number | undefined, wishes: CallerWishes): number | undefined {
  const wished = readWhole(wishes.timeoutMs);
  return wished === undefined ? timeoutMs : wished || undefined;
}

const NO_PLAN: RetryPlan = {
  attempts: 1,
  perTryTimeoutMs: undefined,
  conditions: new Set(),
  statusCodes: new Set(),
  toRemoteLocalities: false,
  avoidsPreviousHosts: false,
  backoffBaseMs: 25,
  backoffMaxMs: 250,
};

function readNames(list: string | undefined, known: ReadonlySet<string>): RetryCondition[] {
  return (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name): name is RetryCondition => known.has(name));
}

function readCodes(list: string | undefined): number[] {
  return (list ?? '').split(',').flatMap((text) => {
    const code = readWhole(text.trim());
    return code !== undefined && code >= 100 && code <= 599 ? [code] : [];
  });
}

function readWhole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
