import { describeShares } from './describe-shares';
import type { Outcome, Situation } from './outcome';
import type { Step } from './plan';
import type { JudgeSummary, RolloutAction, RolloutEvent, RolloutMoment } from './rollout-event';
import type { RolloutState } from './rollout-state';
import { enterStep, nextStep, promote, putBack, rollBack } from './steps';
import { isSameShape } from './traffic-shape';

/** What one event does in one phase. */
export type Transition<Event> = (situation: Situation, event: Event) => Outcome;

type EventOf<Kind extends RolloutEvent['kind']> = Extract<RolloutEvent, { kind: Kind }>;

/** The event means nothing here. */
export const ignore: Transition<unknown> = ({ state }) => ({ state, actions: [] });

/** A second of a running rollout: first what is dangerous, then whether the step is over. */
export const judgeStep: Transition<EventOf<'tick'>> = (situation, { judge }) => {
  const { plan, state, nowMs } = situation;
  const away = leaveDanger(situation, judge) ?? leaveToPerson(state, judge);
  if (away !== undefined) return away;
  if (!isSameShape(state.wanted, state.written)) return { state, actions: [{ kind: 'write' }] };
  const step = plan.steps[state.step];
  const isOver = nowMs - state.stepAtMs >= secondsOf(step) * 1_000;
  if (step?.kind === 'pause' && isOver) return nextStep(situation);
  if (step?.kind !== 'analysis' || !isOver) return { state, actions: [] };
  if (judge === undefined || judge.outcome === 'pass') return nextStep(situation);
  return hold(state, describeHold(judge));
};

/** Waiting for traffic ends by itself; waiting for a person does not. */
export const judgeWhileHeld: Transition<EventOf<'tick'>> = (situation, { judge }) => {
  const { plan, state } = situation;
  const away = leaveDanger(situation, judge);
  if (away !== undefined) return away;
  if (state.hasConflict) return { state, actions: [] };
  const left = leaveToPerson(state, judge);
  if (left !== undefined) return left;
  const isJudged = plan.steps[state.step]?.kind === 'analysis';
  if (!isJudged || judge === undefined || judge.outcome === 'pass') return nextStep(situation);
  return { state: { ...state, reason: describeHold(judge) }, actions: [] };
};

/** A pause stops the steps, not the judge. */
export const judgeWhilePaused: Transition<EventOf<'tick'>> = (situation, { judge }) => {
  return leaveDanger(situation, judge) ?? { state: situation.state, actions: [] };
};

/** Until the rule is written there is nothing else to do. */
export const writeAgain: Transition<EventOf<'tick'>> = ({ state }) => ({
  state,
  actions: [{ kind: 'write' }],
});

/** The rule says what it shall: a step that only shifts traffic is over, others begin to count their time. */
export const noteWritten: Transition<EventOf<'written'>> = (situation) => {
  const { plan, nowMs } = situation;
  const state: RolloutState = { ...situation.state, written: situation.state.wanted, stepAtMs: nowMs };
  const step = plan.steps[state.step];
  if (state.phase !== 'running' || step === undefined) return { state, actions: [] };
  return enterAgain({ plan, state, nowMs });
};

/** The promotion is written. */
export const finishPromotion: Transition<EventOf<'written'>> = ({ plan, state }) => {
  const message = `${plan.service.name} is shared so now: ${describeShares(plan, state.wanted.canaryPercent)}. ${state.reason}`;
  return {
    state: { ...state, phase: 'promoted', written: state.wanted },
    actions: [tell('promoted', message)],
  };
};

/** The way back is written. */
export const finishRollback: Transition<EventOf<'written'>> = ({ state }) => ({
  state: { ...state, phase: 'rolled-back', written: state.wanted },
  actions: [],
});

/** It will be tried again with the next tick. */
export const tellTrouble: Transition<EventOf<'write-failed'>> = ({ state }, { reason }) => ({
  state,
  actions: [tell('trouble', `The rule could not be written: ${reason}`)],
});

/** Nobody's change is written over without asking. */
export const holdForConflict: Transition<EventOf<'changed-by-hand'>> = ({ state }, { who }) => {
  if (state.hasConflict) return { state, actions: [] };
  const held = hold(state, `${who} changed the rule meanwhile: resume to shift on from there, or abort.`);
  return { ...held, state: { ...held.state, hasConflict: true, written: undefined } };
};

/** What is sent to nobody fails, and no version's numbers show it. */
export const leaveVanished: Transition<EventOf<'canary-gone'>> = (situation) =>
  rollBack(situation, `No agent of ${situation.plan.canary.version} is connected any more.`);

/** Time that did not pass, or that nobody saw, proves nothing: the step begins anew, and so does its judge. */
export const beginStepAnew: Transition<EventOf<'clock-jumped'>> = ({ state, nowMs }, { byMs }) => {
  const seconds = Math.round(Math.abs(byMs) / 1_000);
  const what = byMs < 0 ? `was set back by ${seconds} s` : `went on by ${seconds} s at once`;
  return {
    state: { ...state, stepAtMs: nowMs, startedAtMs: state.startedAtMs + byMs },
    actions: [tell('trouble', `The clock ${what}: the step is judged anew from its beginning.`)],
  };
};

/** The answer to the question that the step asked. */
export const noteWebhook: Transition<EventOf<'webhook-answered'>> = (situation, { isOk, reason }) => {
  const { plan, state } = situation;
  const step = plan.steps[state.step];
  if (step?.kind !== 'webhook') return { state, actions: [] };
  if (isOk) return nextStep(situation);
  if (step.waits !== true) return rollBack(situation, `The webhook said no: ${reason}`);
  return {
    state: { ...state, reason: `The webhook says no so far, and is asked again: ${reason}` },
    actions: [],
  };
};

/** A person lets it go on. */
export const approveStep: Transition<EventOf<'approve'>> = (situation, { who }) => {
  const { plan, state } = situation;
  if (plan.steps[state.step]?.kind !== 'approval') return { state, actions: [] };
  const next = nextStep(situation);
  return { state: next.state, actions: [tell('resumed', `${who} approved.`), ...next.actions] };
};

/** The steps stop where they are. */
export const pause: Transition<EventOf<'pause'>> = ({ state }, { who }) => ({
  state: { ...state, phase: 'paused', reason: `${who} paused it.` },
  actions: [tell('paused', `${who} paused it.`)],
});

/** The current step begins anew: what was waited for is waited for again, and the judge starts afresh. */
export const resume: Transition<EventOf<'resume'>> = (situation, { who }) => {
  const next = enterStep(situation, situation.state.step);
  return { state: next.state, actions: [tell('resumed', `${who} resumed it.`), ...next.actions] };
};

/** The rest of the current step is left out. */
export const skipStep: Transition<EventOf<'skip'>> = (situation, { who }) => {
  const next = nextStep(situation);
  return { state: next.state, actions: [tell('resumed', `${who} skipped a step.`), ...next.actions] };
};

/** All steps that are left are left out. */
export const promoteNow: Transition<EventOf<'promote'>> = (situation, { who }) => promote(situation, who);

/** Back to how it was, from wherever it is. */
export const abort: Transition<EventOf<'abort'>> = (situation, { who, reason }) =>
  putBack(situation, reason === '' ? `${who} aborted it.` : `${who} aborted it: ${reason}`);

/** The way back from a canary that is worse, or that nobody could promote in time. */
function leaveDanger(situation: Situation, judge: JudgeSummary | undefined): Outcome | undefined {
  const { plan, state, nowMs } = situation;
  if (judge?.outcome === 'fail') return rollBack(situation, judge.sentence);
  if (nowMs - state.startedAtMs < plan.maxSeconds * 1_000) return undefined;
  return putBack(situation, `It was not promoted within ${Math.round(plan.maxSeconds / 60)} min.`);
}

/** A step waits for traffic, or for better readings. */
function describeHold({ sentence, requestsNeeded }: JudgeSummary): string {
  const until = requestsNeeded > 0 ? 'there is enough to judge by' : 'every gate has passed';
  return `${sentence} It goes on when ${until}.`;
}

/** What the gates cannot tell, a person has to: until then nothing moves. */
function leaveToPerson(state: RolloutState, judge: JudgeSummary | undefined): Outcome | undefined {
  if (judge?.outcome !== 'unclear') return undefined;
  const reason = `${judge.sentence} Skip the step, resume to judge it anew, or abort.`;
  return { state: { ...state, phase: 'paused', reason }, actions: [tell('paused', reason)] };
}

/** After a write the step goes on: what was only a shift of traffic is done. */
function enterAgain(situation: Situation): Outcome {
  const step = situation.plan.steps[situation.state.step];
  switch (step?.kind) {
    case 'weight':
    case 'mirror':
    case 'match':
      return nextStep(situation);
    case 'webhook':
    case 'notify':
      return enterStep(situation, situation.state.step);
    default:
      return { state: situation.state, actions: [] };
  }
}

function hold(state: RolloutState, reason: string): Outcome {
  return { state: { ...state, phase: 'held', reason }, actions: [tell('held', reason)] };
}

function tell(what: RolloutMoment, message: string): RolloutAction {
  return { kind: 'tell', what, message };
}

function secondsOf(step: Step | undefined): number {
  return step?.kind === 'pause' || step?.kind === 'analysis' ? step.seconds : 0;
}
