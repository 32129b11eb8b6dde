import type { TrafficShape } from './traffic-shape';

/**
 * Where a rollout stands. `held`: the engine waits (for traffic, for a rule somebody changed) and goes on by itself or
 * when told; `paused`: a person said so. The last three are final.
 */
export type RolloutPhase =
  | 'running'
  | 'held'
  | 'paused'
  | 'promoting'
  | 'rolling-back'
  | 'promoted'
  | 'rolled-back';

/** Everything the engine must remember; small, and written down after every change. */
export interface RolloutState {
  phase: RolloutPhase;
  /** Index of the current step. */
  step: number;
  /** Epoch milliseconds. */
  startedAtMs: number;
  stepAtMs: number;
  /** What the rule shall say. */
  wanted: TrafficShape;
  /** What it is known to say; something else, or undefined, while a write is under way. */
  written: TrafficShape | undefined;
  /** Why it is in this phase, one sentence. */
  reason: string;
  /** Only `held`: somebody changed the rule, so nothing is written until a person decides. */
  hasConflict: boolean;
}

/** Whether nothing will ever happen to it again. */
export function isFinal(phase: RolloutPhase): boolean {
  return phase === 'promoted' || phase === 'rolled-back';
}
