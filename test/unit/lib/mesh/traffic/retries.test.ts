import { describe, expect, it } from 'vitest';
import type { RetryCondition, RetryPlan } from '@/lib/mesh/routing/retry-plan';
import { backoffMs } from '@/lib/mesh/traffic/backoff';
import {
  isRetriableFailure,
  isRetriableResponse,
  type RetryRule,
  type TryFailure,
} from '@/lib/mesh/traffic/judge-retry';
import { addRetryWishes, addTimeoutWish, type CallerWishes } from '@/lib/mesh/traffic/retry-headers';

function rule(conditions: readonly RetryCondition[], codes: readonly number[] = []): RetryRule {
  return { conditions: new Set(conditions), statusCodes: new Set(codes) };
}

const answered = (status: number, grpcStatus = '', isRateLimited = false) => ({
  status,
  grpcStatus,
  isRateLimited,
});

const ISTIO_DEFAULT = rule([
  'connect-failure',
  'refused-stream',
  'unavailable',
  'cancelled',
  'retriable-status-codes',
]);

describe('isRetriableResponse()', () => {
  it("Istio's default does not repeat 503, but an unavailable gRPC answer", () => {
    expect(isRetriableResponse(ISTIO_DEFAULT, answered(503))).toBe(false);
    expect(isRetriableResponse(ISTIO_DEFAULT, answered(200, '14'))).toBe(true);
    expect(isRetriableResponse(ISTIO_DEFAULT, answered(200, '1'))).toBe(true);
    expect(isRetriableResponse(ISTIO_DEFAULT, answered(200, '13'))).toBe(false);
  });

  it.each<[RetryCondition, number[], number[]]>([
    ['5xx', [500, 503, 599], [499, 200, 600]],
    ['gateway-error', [502, 503, 504], [500, 505]],
    ['retriable-4xx', [409], [404, 429, 500]],
    ['reset', [], [500, 503]],
  ])('%s', (condition, good, bad) => {
    for (const code of good) expect(isRetriableResponse(rule([condition]), answered(code))).toBe(true);
    for (const code of bad) expect(isRetriableResponse(rule([condition]), answered(code))).toBe(false);
  });

  it('takes listed codes only together with retriable-status-codes', () => {
    expect(isRetriableResponse(rule(['retriable-status-codes'], [418]), answered(418))).toBe(true);
    expect(isRetriableResponse(rule([], [418]), answered(418))).toBe(false);
  });

  it('leaves rate-limited answers alone unless asked for', () => {
    expect(isRetriableResponse(rule(['5xx']), answered(503, '', true))).toBe(false);
    expect(isRetriableResponse(rule(['envoy-ratelimited']), answered(429, '', true))).toBe(true);
  });
});

describe('isRetriableFailure()', () => {
  const ALL: TryFailure[] = [
    'connect-failure',
    'refused-stream',
    'reset',
    'reset-before-request',
    'per-try-timeout',
    'overflow',
  ];

  it.each<[RetryCondition, TryFailure[]]>([
    ['5xx', ALL.slice(0, 5)],
    ['gateway-error', ALL.slice(0, 5)],
    ['reset', ALL.slice(0, 5)],
    ['connect-failure', ['connect-failure']],
    ['refused-stream', ['refused-stream']],
    ['reset-before-request', ['connect-failure', 'reset-before-request']],
    ['retriable-4xx', []],
  ])('%s', (condition, expected) => {
    expect(ALL.filter((failure) => isRetriableFailure(rule([condition]), failure))).toEqual(expected);
  });

  it("Istio's default repeats no try that only took too long", () => {
    expect(isRetriableFailure(ISTIO_DEFAULT, 'per-try-timeout')).toBe(false);
  });
});

describe('backoffMs()', () => {
  it('grows to its cap and is jittered down to nothing', () => {
    const plan = { backoffBaseMs: 25, backoffMaxMs: 250 };
    expect([1, 2, 3, 4, 10].map((attempts) => backoffMs(plan, attempts, 1))).toEqual([25, 75, 175, 250, 250]);
    expect(backoffMs(plan, 3, 0)).toBe(0);
  });
});

const SILENT: CallerWishes = {
  retryOn: undefined,
  retryGrpcOn: undefined,
  maxRetries: undefined,
  retriableStatusCodes: undefined,
  timeoutMs: undefined,
  perTryTimeoutMs: undefined,
};
const PLAN: RetryPlan = {
  attempts: 2,
  perTryTimeoutMs: 100,
  conditions: new Set(['connect-failure']),
  statusCodes: new Set([418]),
  toRemoteLocalities: false,
  avoidsPreviousHosts: true,
  backoffBaseMs: 10,
  backoffMaxMs: 100,
};

describe('addRetryWishes()', () => {
  it('adds conditions and codes to those of the route and takes the number of tries from the caller', () => {
    const plan = addRetryWishes(PLAN, {
      ...SILENT,
      retryOn: '5xx, nonsense',
      retryGrpcOn: 'internal,5xx',
      maxRetries: '5',
      retriableStatusCodes: '429, 1, x',
      perTryTimeoutMs: '50',
    });
    expect(plan).toMatchObject({ attempts: 5, perTryTimeoutMs: 50, backoffBaseMs: 10 });
    expect([...(plan?.conditions ?? [])]).toEqual(['connect-failure', '5xx', 'internal']);
    expect([...(plan?.statusCodes ?? [])]).toEqual([418, 429]);
  });

  it('retries once where only the caller asks for it, and not at all where nobody does', () => {
    expect(addRetryWishes(undefined, { ...SILENT, retryOn: 'reset' })).toMatchObject({ attempts: 1 });
    expect(addRetryWishes(undefined, { ...SILENT, maxRetries: '3' })).toBeUndefined();
    expect(addRetryWishes(PLAN, { ...SILENT, perTryTimeoutMs: '0' })?.perTryTimeoutMs).toBeUndefined();
    expect(addRetryWishes(PLAN, SILENT)).toEqual(PLAN);
  });
});

describe('addTimeoutWish()', () => {
  it("takes the caller's bound, 0 for none, and passes over what is no number", () => {
    expect(addTimeoutWish(1000, { ...SILENT, timeoutMs: '20' })).toBe(20);
    expect(addTimeoutWish(1000, { ...SILENT, timeoutMs: '0' })).toBeUndefined();
    expect(addTimeoutWish(1000, { ...SILENT, timeoutMs: '-1' })).toBe(1000);
  });
});
