import type { Outcome, Situation } from './outcome';
import type { Step } from './plan';
import type { RolloutAction } from './rollout-event';
import type { RolloutState } from './rollout-state';
import {
  isSameShape,
  PROMOTED_SHAPE,
  STABLE_SHAPE,
  shapeAfter,
  shapeBefore,
  type TrafficShape,
} from './traffic-shape';

/** Begins step `index`; behind the last one the canary is promoted. Steps that need no waiting are walked through. */
export function enterStep({ plan, state, nowMs }: Situation, index: number): Outcome {
  const step = plan.steps[index];
  const before = { ...state, phase: 'running' as const, hasConflict: false, stepAtMs: nowMs };
  if (step === undefined) return promote({ plan, state: { ...before, step: plan.steps.length }, nowMs });
  const wanted = shapeAfter(state.wanted, step);
  const next: RolloutState = { ...before, step: index, wanted, reason: describeStep(step) };
  const told: RolloutAction = {
    kind: 'tell',
    what: 'step',
    message: `Step ${index + 1} of ${plan.steps.length}: ${describeStep(step)}`,
  };
  if (!isSameShape(wanted, state.written)) return { state: next, actions: [told, { kind: 'write' }] };
  switch (step.kind) {
    case 'webhook': {
      const { url, timeoutSeconds, retries } = step;
      return { state: next, actions: [told, { kind: 'call-webhook', url, timeoutSeconds, retries }] };
    }
    case 'notify':
      return walkOn({ plan, state: next, nowMs }, [told, { kind: 'notify', message: step.message }]);
    case 'weight':
    case 'mirror':
    case 'match':
      return walkOn({ plan, state: next, nowMs }, [told]);
    default:
      return { state: next, actions: [told] };
  }
}

/** Begins the step behind the current one. */
export function nextStep(situation: Situation): Outcome {
  return enterStep(situation, situation.state.step + 1);
}

/** Gives everything to the canary. */
export function promote(situation: Situation, who?: string): Outcome {
  const reason = who === undefined ? 'Every step is done.' : `${who} promoted it.`;
  return shift(situation, 'promoting', PROMOTED_SHAPE, reason, []);
}

/** Takes everything away from the canary: something is wrong with it. */
export function rollBack(situation: Situation, reason: string): Outcome {
  return goBack(situation, STABLE_SHAPE, reason);
}

/** Puts the shares back as they were: nothing was found to be wrong with them. */
export function putBack(situation: Situation, reason: string): Outcome {
  return goBack(situation, shapeBefore(situation.plan), reason);
}

function goBack(situation: Situation, shape: TrafficShape, reason: string): Outcome {
  const told: RolloutAction = { kind: 'tell', what: 'rollback', message: reason };
  return shift(situation, 'rolling-back', shape, reason, [told]);
}

function shift(
  { state, nowMs }: Situation,
  phase: 'promoting' | 'rolling-back',
  wanted: TrafficShape,
  reason: string,
  told: readonly RolloutAction[],
): Outcome {
  const next: RolloutState = { ...state, phase, wanted, reason, hasConflict: false, stepAtMs: nowMs };
  return { state: next, actions: [...told, { kind: 'write' }] };
}

function walkOn(situation: Situation, actions: readonly RolloutAction[]): Outcome {
  const next = nextStep(situation);
  return { state: next.state, actions: [...actions, ...next.actions] };
}

/** A step in words, a sentence. */
export function describeStep(step: Step): string {
  switch (step.kind) {
    case 'weight':
      return `${step.percent} % of the requests go to the canary.`;
    case 'mirror':
      return step.percent === 0
        ? 'Mirroring ends.'
        : `${step.percent} % of the requests are mirrored to the canary.`;
    case 'match':
      return describeMatch(step);
    case 'pause':
      return `Waits ${describeSeconds(step.seconds)}; the gates stay in force.`;
    case 'approval':
      return `Waits for approval: ${step.question}`;
    case 'analysis':
      return `Compares the canary for at least ${describeSeconds(step.seconds)}.`;
    case 'webhook':
      return `Calls ${step.url}.`;
    case 'notify':
      return step.message;
    default:
      return step satisfies never;
  }
}

function describeMatch({ match }: Extract<Step, { kind: 'match' }>): string {
  if (match?.header !== undefined) {
    return `Requests with ${match.header.name}: ${match.header.value} go to the canary.`;
  }
  if (match?.cookie !== undefined) {
    return `Requests with the cookie ${match.cookie.name}=${match.cookie.value} go to the canary.`;
  }
  return 'No header or cookie leads to the canary any more.';
}

function describeSeconds(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
