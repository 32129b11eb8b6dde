import type { RolloutPlan } from './plan';
import type { RolloutAction } from './rollout-event';
import type { RolloutState } from './rollout-state';

/** What an event happens to. */
export interface Situation {
  plan: RolloutPlan;
  state: RolloutState;
  nowMs: number;
}

/** What an event makes of a rollout, and what is to be done about it. */
export interface Outcome {
  state: RolloutState;
  actions: readonly RolloutAction[];
}
