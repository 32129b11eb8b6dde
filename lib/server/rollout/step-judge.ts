import { createHistogram, type Histogram, mergeHistogram } from '../../mesh/metrics/histogram';
import type { Gate } from '../../mesh/rollout/judge/gate';
import { GateJudge } from '../../mesh/rollout/judge/gate-judge';
import type { EarlierReadings } from '../../mesh/rollout/judge/reading';
import { leaveReadings } from '../../mesh/rollout/judge/reading-judge';
import { countChecks, type SharedChecks } from '../../mesh/rollout/judge/shared-checks';
import { ThresholdJudge } from '../../mesh/rollout/judge/threshold-judge';
import { gatesInStep, type RolloutPlan, significanceOfGate } from '../../mesh/rollout/plan';
import type { QueryContext } from '../query/query-context';
import type { JudgedGate } from '../store/contract/rollout-records';
import { QueryJudge } from './query-judge';
import { type JudgedSpan, readJudgedSpans } from './read-judged-spans';

/** Agents report about once a second; what comes later than this is not judged. */
const SETTLED_MS = 1_500;
/** What the stable version did before is what "slow" is measured by at first. */
const REFERENCE_MS = 60_000;

/** Judges one step of a rollout: every second of it once, from its beginning on, also after a restart. */
export class StepJudge {
  readonly sinceMs: number;
  private readonly query: QueryContext;
  private readonly plan: RolloutPlan;
  private readonly step: number;
  private readonly earlier: readonly EarlierReadings[];
  private judges: readonly Judge[] | undefined;
  private untilMs: number;

  /** `earlier` is what earlier steps left, one for each of the plan's own gates. */
  constructor(query: QueryContext, plan: RolloutPlan, at: StepStart, earlier: readonly EarlierReadings[]) {
    this.query = query;
    this.plan = plan;
    this.step = at.step;
    this.sinceMs = at.sinceMs;
    this.untilMs = at.sinceMs;
    this.earlier = earlier;
  }

  /** What this step leaves to the next one, one for each of the plan's own gates. */
  get readings(): EarlierReadings[] {
    const checks = this.checks;
    return this.plan.gates.map((gate, index) => {
      const judge = this.judges?.[index];
      const earlier = this.earlier[index] ?? { failed: 0 };
      if (judge === undefined || judge instanceof GateJudge) return earlier;
      const askedAtMs = judge instanceof QueryJudge ? { askedAtMs: judge.askedAtMs } : {};
      return {
        ...leaveReadings(judge.gate, judge.readings, earlier, sharedOf(gate, checks)),
        ...askedAtMs,
      };
    });
  }

  /** The verdicts with everything that has come in by `nowMs`. */
  async judge(nowMs: number): Promise<JudgedGate[]> {
    const toMs = nowMs - SETTLED_MS;
    if (toMs - this.untilMs >= 1_000) await this.observe(toMs);
    for (const judge of this.judges ?? []) if (judge instanceof QueryJudge) judge.ask(nowMs);
    const checks = this.checks;
    return (this.judges ?? []).map((judge) =>
      judge instanceof GateJudge
        ? { gate: judge.gate, ...judge.verdict() }
        : { gate: judge.gate, ...judge.verdict(sharedOf(judge.gate, checks)) },
    );
  }

  /** What the gates that count together have read. */
  private get checks(): SharedChecks {
    const step = this.plan.steps[this.step];
    const together = (this.judges ?? []).flatMap((judge) =>
      judge instanceof GateJudge || judge.gate.isShared !== true ? [] : [judge],
    );
    return countChecks(together, step?.kind === 'analysis' ? step.seconds : 0);
  }

  private async observe(toMs: number): Promise<void> {
    const fromMs = Math.floor(this.untilMs / 1_000) * 1_000;
    const window = { fromMs, toMs: Math.floor(toMs / 1_000) * 1_000 };
    if (window.toMs <= window.fromMs) return;
    const spans = (await readJudgedSpans(this.query, this.plan, window)).filter(
      ({ startMs, endMs }) => startMs >= this.sinceMs - 1_000 && endMs <= window.toMs + 10_000,
    );
    this.judges ??= await this.open();
    for (const span of spans) for (const judge of this.judges) observeSpan(judge, span);
    this.untilMs = window.toMs;
  }

  private async open(): Promise<Judge[]> {
    const before = { fromMs: this.sinceMs - REFERENCE_MS, toMs: this.sinceMs };
    const reference = latencyOf(await readJudgedSpans(this.query, this.plan, before));
    const significance = significanceOfGate(this.plan);
    return gatesInStep(this.plan, this.step).map((gate, index) => {
      const earlier = this.earlier[index];
      if (gate.kind === 'threshold') return new ThresholdJudge(gate, earlier);
      if (gate.kind === 'query') return new QueryJudge(gate, this.sinceMs, earlier);
      return new GateJudge(gate, significance, reference);
    });
  }
}

interface StepStart {
  /** Index of the step. */
  step: number;
  sinceMs: number;
}

type Judge = GateJudge | ThresholdJudge | QueryJudge;

function sharedOf(gate: Gate, checks: SharedChecks): SharedChecks | undefined {
  return 'isShared' in gate && gate.isShared === true ? checks : undefined;
}

function observeSpan(judge: Judge, span: JudgedSpan): void {
  if (judge instanceof GateJudge) judge.observe(span);
  else if (judge instanceof ThresholdJudge) {
    judge.observe(span.canary, (span.endMs - span.startMs) / 1_000, span.endMs);
  }
}

function latencyOf(spans: readonly JudgedSpan[]): Histogram {
  const sum = createHistogram();
  for (const { stable } of spans) mergeHistogram(sum, stable.latency);
  return sum;
}
