import { summarizeVerdicts } from '../../mesh/rollout/judge/summarize-verdicts';
import { gatesInStep } from '../../mesh/rollout/plan';
import type { RolloutAction, RolloutEvent } from '../../mesh/rollout/rollout-event';
import { isFinal } from '../../mesh/rollout/rollout-state';
import { isAsked, isExposed, isSameShape } from '../../mesh/rollout/traffic-shape';
import { transition } from '../../mesh/rollout/transition';
import { isAppError } from '../../protocol/app-error';
import type { JudgedGate, StoredMoment, StoredRollout } from '../store/contract/rollout-records';
import type { WebhookCall } from './call-webhook';
import { ClockWatch } from './clock-watch';
import { describeAlert, describeEvent } from './describe-alert';
import { findBadTraces } from './find-bad-traces';
import { isCanaryGone } from './is-canary-gone';
import type { RolloutDeps } from './rollout-deps';
import { StepJudge } from './step-judge';
import { StepWebhook } from './step-webhook';
import { findRule, pushUnrecorded, writeRule } from './write-rule';

/** Agents that lost the console are back sooner. */
const MISSED_MS = 5_000;

/** Who acts when nobody does. */
export const ENGINE = 'meshscope';

/**
 * One rollout under way. Events come one at a time; what they change is written down before anything is done about it,
 * but for the way back to stable: that goes to the agents first, the record follows.
 */
export class RolloutRun {
  private current: StoredRollout;
  private untold: StoredMoment[] = [];
  private undone: RolloutAction[] = [];
  private judge: StepJudge | undefined;
  private verdicts: readonly JudgedGate[];
  private lastTrouble = '';
  private lastFailure = '';
  private queue: Promise<void> = Promise.resolve();
  private isUnrecorded = false;
  private readonly clock = new ClockWatch();
  private readonly webhook = new StepWebhook();
  /** When the canary was first missed. */
  private missedAtMs: number | undefined;
  private readonly deps: RolloutDeps;

  constructor(deps: RolloutDeps, rollout: StoredRollout) {
    this.deps = deps;
    this.current = rollout;
    this.verdicts = rollout.verdicts;
  }

  get rollout(): StoredRollout {
    return { ...this.current, verdicts: this.verdicts };
  }

  /** Nothing is left to be done or to be written down. */
  get isOver(): boolean {
    return isFinal(this.current.state.phase) && !this.isUnrecorded;
  }

  /** Begins: tells of it and takes the first step. */
  begin(actions: readonly RolloutAction[]): Promise<void> {
    return this.enqueue(() => this.open(actions));
  }

  /** A second has passed. */
  tick(): Promise<void> {
    return this.enqueue(async () => {
      if (this.isUnrecorded && (await this.save())) await this.doUndone();
      await this.noticeClock();
      await this.noticeVanished();
      const judge = await this.judgeNow();
      await this.noticeOthers();
      this.askAgain();
      await this.take(judge === undefined ? { kind: 'tick' } : { kind: 'tick', judge }, ENGINE);
    });
  }

  /** What a person wants. */
  act(event: RolloutEvent & { who: string }): Promise<void> {
    return this.enqueue(() => this.take(event, event.who));
  }

  private async open(actions: readonly RolloutAction[]): Promise<void> {
    for (const action of actions) {
      if (action.kind === 'tell') this.tell(action.what, action.message, this.current.startedBy);
    }
    await this.settle(actions);
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    const result = this.queue.then(work);
    this.queue = result.catch((error: unknown) => {
      this.deps.log(`rollout ${this.current.id}: ${error instanceof Error ? error.stack : error}`);
      this.alertFailure(error);
    });
    return result;
  }

  private async judgeNow() {
    const { state, plan } = this.current;
    if (isFinal(state.phase) || state.written === undefined || !isAsked(state.written)) return undefined;
    if (state.phase === 'promoting' || state.phase === 'rolling-back') return undefined;
    const { step, stepAtMs: sinceMs } = state;
    if (this.judge?.sinceMs !== sinceMs) {
      // After a restart what is written down is of this step, which is judged anew.
      const earlier = this.judge?.readings ?? this.verdicts.map(({ before = 0 }) => ({ failed: before }));
      this.judge = new StepJudge(this.deps.query, plan, { step, sinceMs }, earlier);
    }
    this.verdicts = await this.judge.judge(this.deps.now());
    return gatesInStep(plan, step).length === 0 ? undefined : summarizeVerdicts(this.verdicts);
  }

  private async noticeClock(): Promise<void> {
    const byMs = this.clock.noteTick(this.deps.now(), this.current.state.stepAtMs);
    if (byMs !== undefined) await this.take({ kind: 'clock-jumped', byMs }, ENGINE);
  }

  /** A canary that nobody speaks for is missed for a moment only: agents come back after a restart of the console. */
  private async noticeVanished(): Promise<void> {
    const { state, plan } = this.current;
    const isMissed =
      state.written !== undefined &&
      (isExposed(state.written) || isExposed(state.wanted)) &&
      isCanaryGone(this.deps.config.registry.snapshot().services, plan);
    const nowMs = this.deps.now();
    this.missedAtMs = isMissed ? (this.missedAtMs ?? nowMs) : undefined;
    if (this.missedAtMs === undefined || nowMs - this.missedAtMs < MISSED_MS) return;
    this.missedAtMs = undefined;
    await this.take({ kind: 'canary-gone' }, ENGINE);
  }

  /** Somebody edits the rule by hand in the middle of a rollout. */
  private async noticeOthers(): Promise<void> {
    const { state, plan, ruleVersion } = this.current;
    if (state.phase !== 'running' && state.phase !== 'held' && state.phase !== 'paused') return;
    if (state.hasConflict || state.written === undefined) return;
    const stored = findRule(this.deps.config, plan);
    if (stored?.version === ruleVersion || stored?.author === this.author) return;
    await this.take(
      { kind: 'changed-by-hand', who: stored?.author ?? 'Somebody (the rule is gone)' },
      ENGINE,
    );
  }

  private async take(event: RolloutEvent, who: string): Promise<void> {
    const before = this.current.state;
    const actions = this.accept(event, who);
    if (this.current.state === before && actions.length === 0) return;
    await this.settle(actions);
  }

  /** Changes the state, in memory. */
  private accept(event: RolloutEvent, who: string): readonly RolloutAction[] {
    const nowMs = this.deps.now();
    const { state, actions } = transition(this.current.plan, this.current.state, event, nowMs);
    const endedAtMs = isFinal(state.phase) ? (this.current.endedAtMs ?? nowMs) : undefined;
    this.current = { ...this.current, state, endedAtMs };
    for (const action of actions) if (action.kind === 'tell') this.tell(action.what, action.message, who);
    return actions;
  }

  private async settle(actions: readonly RolloutAction[]): Promise<void> {
    const isSaved = await this.save();
    if (!isSaved && this.current.state.phase !== 'rolling-back') {
      this.undone = [...this.undone, ...actions];
      return;
    }
    for (const action of actions) await this.perform(action);
  }

  private async doUndone(): Promise<void> {
    const actions = this.undone;
    this.undone = [];
    for (const action of actions) await this.perform(action);
  }

  private async perform(action: RolloutAction): Promise<void> {
    if (action.kind === 'write') await this.write();
    else if (action.kind === 'notify') this.alert('note', action.message);
    else if (action.kind === 'call-webhook') this.ask(action);
  }

  private async write(): Promise<void> {
    const { plan, state, ruleVersion } = this.current;
    const isOver = state.phase === 'rolling-back' || state.phase === 'promoting';
    const isForced = isOver || state.written === undefined;
    const result = await writeRule(this.deps.config, {
      plan,
      shape: state.wanted,
      isOver,
      version: isForced ? undefined : ruleVersion,
      author: this.author,
      reason: `Rollout of ${plan.canary.version}: ${state.reason}`,
    });
    if (result.kind === 'written') {
      this.lastTrouble = '';
      this.current = { ...this.current, ruleVersion: result.version };
      await this.take({ kind: 'written' }, ENGINE);
    } else if (result.kind === 'changed')
      await this.take({ kind: 'changed-by-hand', who: result.who }, ENGINE);
    else await this.noteFailure(result.reason);
  }

  private async noteFailure(reason: string): Promise<void> {
    if (this.current.state.phase === 'rolling-back') {
      pushUnrecorded(this.deps.config, this.current.plan, this.current.state.wanted);
    }
    if (reason === this.lastTrouble) return;
    this.lastTrouble = reason;
    await this.take({ kind: 'write-failed', reason }, ENGINE);
  }

  /** Nobody remembers a question after a restart, and a no may be asked about again. */
  private askAgain(): void {
    const { plan, state } = this.current;
    const step = plan.steps[state.step];
    if (state.phase !== 'running' || step?.kind !== 'webhook' || !isSameShape(state.wanted, state.written))
      return;
    if (this.webhook.isDue(state.step, this.deps.now())) this.ask(step);
  }

  /** The answer may take minutes: it comes back as an event, and is of no interest once the step is left. */
  private ask(question: Pick<WebhookCall, 'url' | 'timeoutSeconds' | 'retries'>): void {
    const { plan, state, id } = this.current;
    const { step } = state;
    const body = {
      rollout: id,
      service: plan.service,
      canary: plan.canary.version,
      step,
      state: state.wanted,
    };
    this.webhook
      .ask(step, { ...question, body }, this.deps.now)
      .then(({ isOk, reason }) =>
        this.enqueue(async () => {
          if (this.current.state.step !== step) return;
          await this.take({ kind: 'webhook-answered', isOk, reason }, ENGINE);
        }),
      )
      .catch((error: unknown) => this.deps.log(`rollout ${id}: webhook: ${error}`));
  }

  /** False while the database is away; then it is tried again with the next tick. */
  private async save(): Promise<boolean> {
    try {
      await this.deps.records.saveRollout(this.rollout, this.untold);
      this.untold = [];
      this.lastFailure = '';
      this.isUnrecorded = false;
      return true;
    } catch (error) {
      if (!this.isUnrecorded) {
        this.alertFailure(error);
        this.deps.log(`rollout ${this.current.id}: ${isAppError(error) ? error.message : error}`);
      }
      this.isUnrecorded = true;
      return false;
    }
  }

  private tell(what: StoredMoment['what'], message: string, who: string): void {
    const { plan, state } = this.current;
    const isVerdict = what === 'rollback' || what === 'held' || what === 'promoted';
    this.untold.push({
      atMs: this.deps.now(),
      what,
      message,
      who,
      step: state.step,
      canaryPercent: state.wanted.canaryPercent,
      verdicts: isVerdict ? this.verdicts : [],
      traceIds: what === 'rollback' ? findBadTraces(this.deps.query, plan) : [],
    });
    this.alert(what, message);
    this.deps.tell(describeEvent(this.current, what, message, this.deps.now()));
  }

  /** The engine's own failure cannot be told in the story: who gets alerts hears of it, once. */
  private alertFailure(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason === this.lastFailure) return;
    this.lastFailure = reason;
    this.alert('trouble', `The rollout cannot go on by itself at the moment: ${reason}`);
  }

  private alert(what: StoredMoment['what'] | 'note', message: string): void {
    this.deps.alerts(describeAlert(this.deps, this.current, what, message));
  }

  private get author(): string {
    return `rollout ${this.current.id.slice(0, 8)}`;
  }
}
