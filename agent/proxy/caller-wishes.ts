import type { RetryPlan } from '../../lib/mesh/routing/retry-plan';
import { addRetryWishes, addTimeoutWish, type CallerWishes } from '../../lib/mesh/traffic/retry-headers';
import type { HeaderBlock } from '../http1/header-block';
import { Header } from '../http1/header-id';

/** `mesh`: callers may say how long and how often; `edge`: what they say of it is thrown away. */
export type CallerSays = 'mesh' | 'edge';

/** Retries and timeout of one request. */
export interface AgreedTries {
  readonly retries: RetryPlan | undefined;
  readonly timeoutMs: number | undefined;
}

const WISHES = [
  Header.retryOn,
  Header.retryGrpcOn,
  Header.maxRetries,
  Header.retriableStatusCodes,
  Header.requestTimeoutMs,
  Header.perTryTimeoutMs,
];

/** The route's retries and timeout with what the caller wishes; the upstream never reads the wishes. */
export function readCallerWishes(headers: HeaderBlock, plan: AgreedTries, callers: CallerSays): AgreedTries {
  if (headers.has(Header.expectedTimeoutMs)) headers.drop(Header.expectedTimeoutMs);
  if (!hasWishes(headers)) return plan;
  const wishes: CallerWishes = {
    retryOn: headers.find(Header.retryOn),
    retryGrpcOn: headers.find(Header.retryGrpcOn),
    maxRetries: headers.find(Header.maxRetries),
    retriableStatusCodes: headers.find(Header.retriableStatusCodes),
    timeoutMs: headers.find(Header.requestTimeoutMs),
    perTryTimeoutMs: headers.find(Header.perTryTimeoutMs),
  };
  for (let i = 0; i < WISHES.length; i++) headers.drop(WISHES[i] as number);
  if (callers === 'edge') return plan;
  return {
    retries: addRetryWishes(plan.retries, wishes),
    timeoutMs: addTimeoutWish(plan.timeoutMs, wishes),
  };
}

function hasWishes(headers: HeaderBlock): boolean {
  for (let i = 0; i < WISHES.length; i++) if (headers.has(WISHES[i] as number)) return true;
  return false;
}
