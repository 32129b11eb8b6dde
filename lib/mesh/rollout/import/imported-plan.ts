import type { RolloutPlan } from '../plan';

/** What another tool's spec says of a rollout; versions and rule are chosen where it is started. */
export interface ImportedPlan {
  plan: Pick<RolloutPlan, 'service' | 'sticky' | 'steps' | 'gates' | 'maxSeconds'>;
  /** What could not be carried over, and why. */
  left: LeftField[];
}

/** A field that was left behind. */
export interface LeftField {
  field: string;
  why: string;
}
