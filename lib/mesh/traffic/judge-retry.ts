import type { RetryCondition, RetryPlan } from '../routing/retry-plan';

/** Which tries are worth repeating. */
export type RetryRule = Pick<RetryPlan, 'conditions' | 'statusCodes'>;

/** How a try failed before it was answered. */
export type TryFailure =
  /** No connection to the host. */
  | 'connect-failure'
  /** The host refused the stream before it looked at it (HTTP/2). */
  | 'refused-stream'
  /** The connection ended or was reset; `reset-before-request` when nothing of the request had left. */
  | 'reset'
  | 'reset-before-request'
  /** This try took too long. */
  | 'per-try-timeout'
  /** The circuit breaker is open: never repeated. */
  | 'overflow';

/** What of a response decides whether it is good enough. */
export interface JudgedResponse {
  readonly status: number;
  /** Empty where there is none in the head. */
  readonly grpcStatus: string;
  /** Came with `x-envoy-ratelimited`. */
  readonly isRateLimited: boolean;
}

const GRPC_CONDITIONS: Readonly<Record<string, RetryCondition>> = {
  '1': 'cancelled',
  '4': 'deadline-exceeded',
  '8': 'resource-exhausted',
  '13': 'internal',
  '14': 'unavailable',
};

/** Whether the rule would repeat a try that was answered so. */
export function isRetriableResponse(rule: RetryRule, response: JudgedResponse): boolean {
  const { conditions, statusCodes } = rule;
  const { status } = response;
  // Who limits rates says when to come again, not the general rules.
  if (response.isRateLimited) return conditions.has('envoy-ratelimited');
  if (status >= 500 && status < 600 && conditions.has('5xx')) return true;
  if (status >= 502 && status <= 504 && conditions.has('gateway-error')) return true;
  if (status === 409 && conditions.has('retriable-4xx')) return true;
  if (conditions.has('retriable-status-codes') && statusCodes.has(status)) return true;
  const grpc = GRPC_CONDITIONS[response.grpcStatus];
  return grpc !== undefined && conditions.has(grpc);
}

/** Whether the rule would repeat a try that failed so. */
export function isRetriableFailure({ conditions }: RetryRule, failure: TryFailure): boolean {
  if (failure === 'overflow') return false;
  // To Envoy any reset is a 5xx and a gateway error.
  if (conditions.has('5xx') || conditions.has('gateway-error') || conditions.has('reset')) return true;
  switch (failure) {
    case 'connect-failure':
      return conditions.has('connect-failure') || conditions.has('reset-before-request');
    case 'refused-stream':
      return conditions.has('refused-stream');
    case 'reset-before-request':
      return conditions.has('reset-before-request');
    case 'reset':
    case 'per-try-timeout':
      return false;
  }
}
