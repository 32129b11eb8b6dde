/** How long a plan has to wait for enough requests to judge by, before anything of it has been seen. */
import { requestsToNotice } from './judge/bound-test';
import type { Gate } from './judge/gate';
import { gatesInStep, type RolloutPlan, significanceOfGate } from './plan';
import { shapeAfter, shapeBefore } from './traffic-shape';

/** A step that takes longer than it says, for want of requests. */
export interface ExpectedWait {
  /** Index of the step. */
  step: number;
  /** What the canary has to answer until the slowest gate can pass. */
  requests: number;
  /** At the rate that was given; Infinity without requests. */
  seconds: number;
}

/**
 * The analysis steps whose gates cannot pass within the time the step is given, at so many requests a second of the
 * rule. An estimate: it takes stable for free of failures and durations for spread as they usually are.
 */
export function expectedWaits(
  plan: Pick<RolloutPlan, 'before' | 'steps' | 'gates' | 'significance'>,
  requestsPerSecond: number,
): ExpectedWait[] {
  const significance = significanceOfGate(plan);
  let shape = shapeBefore(plan);
  return plan.steps.flatMap((step, index) => {
    shape = shapeAfter(shape, step);
    const gates = gatesInStep(plan, index);
    const requests = Math.max(0, ...gates.map((gate) => requestsFor(gate, significance)));
    if (step.kind !== 'analysis' || shape.canaryPercent === 0 || requests === 0) return [];
    const perSecond = (requestsPerSecond * shape.canaryPercent) / 100;
    const seconds = perSecond > 0 ? requests / perSecond : Number.POSITIVE_INFINITY;
    return seconds > step.seconds ? [{ step: index, requests, seconds }] : [];
  });
}

/** How long the whole plan takes when nothing goes wrong and nobody lets it wait; Infinity without requests. */
export function expectedSeconds(
  { steps }: Pick<RolloutPlan, 'steps'>,
  waits: readonly ExpectedWait[],
): number {
  return steps.reduce((sum, step, index) => {
    const wait = waits.find((one) => one.step === index)?.seconds;
    return sum + (wait ?? (step.kind === 'pause' || step.kind === 'analysis' ? step.seconds : 0));
  }, 0);
}

/** Readings of a threshold or a query take their time whatever the traffic is. */
function requestsFor(gate: Gate, significance: number): number {
  if (gate.kind === 'error-rate') {
    const { share, against } = gate;
    return against === 'stable'
      ? requestsToNotice(share / 2, share, significance)
      : requestsToNotice(share, Math.min(0.95, share * 2), significance);
  }
  if (gate.kind !== 'latency') return 0;
  const tail = 1 - gate.quantile;
  if (gate.against === 'bound') return requestsToNotice(tail, Math.min(0.95, tail * 2), significance);
  const { slowdown = 0.2 } = gate;
  return requestsToNotice(tail * 0.8, Math.min(0.95, tail * (1 + 2 * slowdown)), significance);
}
