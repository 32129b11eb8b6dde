/**
 * A rollout as a table: for each phase, what each event does to it. Aborting works in every phase that is not final,
 * and a failing gate counts as an abort, also while the rollout is paused or held.
 */
import type { Outcome } from './outcome';
import type { RolloutPlan } from './plan';
import type { RolloutEvent } from './rollout-event';
import type { RolloutPhase, RolloutState } from './rollout-state';
import { enterStep } from './steps';
import { shapeBefore } from './traffic-shape';
import type { Transition } from './transition-rules';
import * as rules from './transition-rules';

const { ignore } = rules;

type Table = {
  readonly [Phase in RolloutPhase]: {
    readonly [Kind in RolloutEvent['kind']]: Transition<Extract<RolloutEvent, { kind: Kind }>>;
  };
};

const FINAL: Table['promoted'] = {
  tick: ignore,
  written: ignore,
  'write-failed': ignore,
  'changed-by-hand': ignore,
  'canary-gone': ignore,
  'clock-jumped': ignore,
  'webhook-answered': ignore,
  approve: ignore,
  pause: ignore,
  resume: ignore,
  skip: ignore,
  promote: ignore,
  abort: ignore,
};

/** Every phase and every event. */
export const TRANSITIONS: Table = {
  running: {
    tick: rules.judgeStep,
    written: rules.noteWritten,
    'write-failed': rules.tellTrouble,
    'changed-by-hand': rules.holdForConflict,
    'canary-gone': rules.leaveVanished,
    'clock-jumped': rules.beginStepAnew,
    'webhook-answered': rules.noteWebhook,
    approve: rules.approveStep,
    pause: rules.pause,
    resume: ignore,
    skip: rules.skipStep,
    promote: rules.promoteNow,
    abort: rules.abort,
  },
  held: {
    tick: rules.judgeWhileHeld,
    written: rules.noteWritten,
    'write-failed': rules.tellTrouble,
    'changed-by-hand': rules.holdForConflict,
    'canary-gone': rules.leaveVanished,
    'clock-jumped': rules.beginStepAnew,
    'webhook-answered': ignore,
    approve: ignore,
    pause: rules.pause,
    resume: rules.resume,
    skip: rules.skipStep,
    promote: rules.promoteNow,
    abort: rules.abort,
  },
  paused: {
    tick: rules.judgeWhilePaused,
    written: rules.noteWritten,
    'write-failed': rules.tellTrouble,
    'changed-by-hand': rules.holdForConflict,
    'canary-gone': rules.leaveVanished,
    'clock-jumped': rules.beginStepAnew,
    'webhook-answered': ignore,
    approve: ignore,
    pause: ignore,
    resume: rules.resume,
    skip: rules.skipStep,
    promote: rules.promoteNow,
    abort: rules.abort,
  },
  promoting: {
    tick: rules.writeAgain,
    written: rules.finishPromotion,
    'write-failed': rules.tellTrouble,
    'changed-by-hand': ignore,
    'canary-gone': rules.leaveVanished,
    'clock-jumped': ignore,
    'webhook-answered': ignore,
    approve: ignore,
    pause: ignore,
    resume: ignore,
    skip: ignore,
    promote: ignore,
    abort: rules.abort,
  },
  'rolling-back': {
    tick: rules.writeAgain,
    written: rules.finishRollback,
    'write-failed': rules.tellTrouble,
    'changed-by-hand': ignore,
    'canary-gone': ignore,
    'clock-jumped': ignore,
    'webhook-answered': ignore,
    approve: ignore,
    pause: ignore,
    resume: ignore,
    skip: ignore,
    promote: ignore,
    abort: ignore,
  },
  promoted: FINAL,
  'rolled-back': FINAL,
};

/** The rollout after an event at `nowMs`, and what is to be done about it. */
export function transition(
  plan: RolloutPlan,
  state: RolloutState,
  event: RolloutEvent,
  nowMs: number,
): Outcome {
  // The table is typed by the event's kind, which a lookup by that kind cannot tell the compiler.
  const apply = TRANSITIONS[state.phase][event.kind] as Transition<RolloutEvent>;
  return apply({ plan, state, nowMs }, event);
}

/** A rollout that begins now, and the first thing to do; `why` is what the person who starts it says of it. */
export function startRollout(plan: RolloutPlan, nowMs: number, why = ''): Outcome {
  const state: RolloutState = {
    phase: 'running',
    step: 0,
    startedAtMs: nowMs,
    stepAtMs: nowMs,
    wanted: shapeBefore(plan),
    written: shapeBefore(plan),
    reason: 'It has just started.',
    hasConflict: false,
  };
  const first = enterStep({ plan, state, nowMs }, 0);
  const steps = plan.steps.length === 1 ? '1 step' : `${plan.steps.length} steps`;
  const what = `${plan.canary.version} of ${plan.service.name} is rolled out in ${steps}`;
  const message = why === '' ? `${what}.` : `${what}: ${why}`;
  return { state: first.state, actions: [{ kind: 'tell', what: 'started', message }, ...first.actions] };
}
