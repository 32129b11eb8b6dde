'use client';

import { expectedWaits } from '@/lib/mesh/rollout/expected-wait';
import type { RolloutPlan } from '@/lib/mesh/rollout/plan';
import { Button } from '../../ui/button';
import { describeSeconds, describeWaits } from '../model/describe-wait';
import type { DraftPlan } from '../model/draft-plan';
import { findLowering, findTooShort, stepsFrom } from '../model/plan-warnings';

type PlanWarningsProps = {
  plan: RolloutPlan;
  /** Requests a second of the service. */
  rate: number;
  draft: DraftPlan;
  onChange: (draft: DraftPlan) => void;
};

/** What the plan will do that nobody may expect, and the way out of it. */
export function PlanWarnings({ plan, rate, draft, onChange }: PlanWarningsProps) {
  const waits = expectedWaits(plan, rate);
  const wait = describeWaits(waits, rate);
  const tooShort = findTooShort(plan, waits);
  const lowering = findLowering(plan);
  return (
    <div role="status" className="flex flex-col items-start gap-2 empty:hidden">
      {wait === undefined ? null : <p className="text-degraded">{wait}</p>}
      {tooShort === undefined ? null : (
        <>
          <p className="text-failing">{tooShort.text}</p>
          {tooShort.raiseTo === undefined ? null : (
            <Button
              size="sm"
              onClick={() => onChange({ ...draft, maxSeconds: tooShort.raiseTo ?? draft.maxSeconds })}
            >
              Allow it {describeSeconds(tooShort.raiseTo)}
            </Button>
          )}
        </>
      )}
      {lowering === undefined ? null : (
        <>
          <p className="text-degraded">
            Step {lowering.step + 1} takes {plan.canary.version} down from {Math.round(lowering.from)} % to{' '}
            {lowering.to} %.
          </p>
          <Button
            size="sm"
            onClick={() =>
              onChange({ ...draft, steps: stepsFrom(draft.steps, ({ value }) => value, lowering.from) })
            }
          >
            Leave out the steps under {Math.round(lowering.from)} %
          </Button>
        </>
      )}
    </div>
  );
}
