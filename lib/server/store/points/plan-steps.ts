import { AppError } from '../../../protocol/app-error';
import type { TimeWindow } from '../contract/point-reader';
import { TIER_MS, TIERS } from '../contract/store-maintenance';
import { STORE_LIMITS } from '../limits';
import { type Coverage, finestTier, planSegments, type SegmentPlan } from './plan-segments';
import { roundStepMs } from './step-width';

/** The steps that answer a window, and where they are read from. */
export interface StepPlan extends SegmentPlan {
  startMs: number;
  stepMs: number;
  steps: number;
}

/** Steps of a width that the tiers of the window can answer; throws `bad_request` for too many of them. */
export function planSteps(wanted: TimeWindow, wantedStepMs: number, coverage: Coverage): StepPlan {
  const stepMs = roundStepMs(wantedStepMs, TIER_MS[finestTier(wanted.fromMs, coverage)]);
  const startMs = Math.floor(wanted.fromMs / stepMs) * stepMs;
  const steps = Math.max(0, Math.ceil((wanted.toMs - startMs) / stepMs));
  if (steps > STORE_LIMITS.pointSteps) {
    throw new AppError(
      'bad_request',
      `Cannot read ${steps} steps at once; at most ${STORE_LIMITS.pointSteps}`,
    );
  }
  const usable = TIERS.filter((tier) => TIER_MS[tier] <= stepMs);
  const plan = planSegments({ fromMs: startMs, toMs: wanted.toMs }, TIER_MS['10s'], coverage, usable);
  return { ...plan, startMs, stepMs, steps };
}
