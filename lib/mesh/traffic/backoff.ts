import type { RetryPlan } from '../routing/retry-plan';

/** Envoy's fully jittered exponential back-off before try `attempts + 1`; `draw` is in [0, 1). */
export function backoffMs(
  { backoffBaseMs, backoffMaxMs }: Pick<RetryPlan, 'backoffBaseMs' | 'backoffMaxMs'>,
  attempts: number,
  draw: number,
): number {
  return draw * Math.min((2 ** attempts - 1) * backoffBaseMs, backoffMaxMs);
}
