import { type ExpectedWait, expectedSeconds } from '@/lib/mesh/rollout/expected-wait';
import type { RolloutPlan, Step } from '@/lib/mesh/rollout/plan';
import { describeSeconds } from './describe-wait';

const MONTH_SECONDS = 2_592_000;
/** Room for requests that come slower than today. */
const SLACK = 1.5;

/** A plan that ends in a rollback however good the canary is, and the longest time that would do. */
export function findTooShort(
  plan: Pick<RolloutPlan, 'steps' | 'maxSeconds'>,
  waits: readonly ExpectedWait[],
): { text: string; raiseTo: number | undefined } | undefined {
  const seconds = expectedSeconds(plan, waits);
  if (seconds < plan.maxSeconds) return undefined;
  const within = describeSeconds(plan.maxSeconds);
  if (!Number.isFinite(seconds)) {
    return {
      text: `Without requests it is rolled back after ${within}, whatever the canary does.`,
      raiseTo: undefined,
    };
  }
  const raiseTo = Math.ceil((seconds * SLACK) / 60) * 60;
  return {
    text: `It takes about ${describeSeconds(seconds)}, but is rolled back after ${within}, however good the canary is.`,
    raiseTo: raiseTo <= MONTH_SECONDS ? raiseTo : undefined,
  };
}

/** The first step that takes requests away from the canary; undefined where shares only grow. */
export function findLowering({
  steps,
  before,
}: Pick<RolloutPlan, 'steps' | 'before'>): { step: number; from: number; to: number } | undefined {
  let from = before?.canary ?? 0;
  for (const [step, { kind, ...fields }] of steps.entries()) {
    if (kind !== 'weight') continue;
    const { percent } = fields as Extract<Step, { kind: 'weight' }>;
    if (percent < from) return { step, from, to: percent };
    from = percent;
  }
  return undefined;
}

/** The steps without shifts under `percent`, and without what waits for those. */
export function stepsFrom<T>(steps: readonly T[], stepOf: (item: T) => Step, percent: number): readonly T[] {
  let isLeft = false;
  const kept = steps.filter((item) => {
    const step = stepOf(item);
    if (step.kind === 'weight') isLeft = step.percent < percent;
    return !(isLeft && (step.kind === 'weight' || step.kind === 'analysis' || step.kind === 'pause'));
  });
  return kept.length > 0 ? kept : steps;
}
