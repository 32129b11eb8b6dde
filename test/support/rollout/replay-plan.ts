import type { QueryGate, ThresholdGate } from '@/lib/mesh/rollout/judge/gate';
import type { EarlierReadings, Reading } from '@/lib/mesh/rollout/judge/reading';
import { judgeReadings, leaveReadings } from '@/lib/mesh/rollout/judge/reading-judge';
import { countChecks } from '@/lib/mesh/rollout/judge/shared-checks';
import { summarizeVerdicts } from '@/lib/mesh/rollout/judge/summarize-verdicts';
import { gatesInStep, type RolloutPlan } from '@/lib/mesh/rollout/plan';
import type { RolloutEvent } from '@/lib/mesh/rollout/rollout-event';
import { isFinal } from '@/lib/mesh/rollout/rollout-state';
import { startRollout, transition } from '@/lib/mesh/rollout/transition';

type ReadingGate = ThresholdGate | QueryGate;

/** What a gate reads in an interval of the whole rollout; undefined for nothing. */
export type RecordedSeries = (gate: ReadingGate, interval: number) => Omit<Reading, 'atMs'>;

/**
 * Carries a plan out over recorded readings, one interval after the other, as the console does: the phase it comes to
 * rest in and how many intervals that took. Webhooks say yes at once.
 */
export function replayPlan(
  imported: Pick<RolloutPlan, 'service' | 'steps' | 'gates' | 'maxSeconds'>,
  series: RecordedSeries,
  intervals: number,
) {
  const version = (name: string) => ({ host: 'shop', subset: name, version: name });
  const plan: RolloutPlan = {
    ...imported,
    target: { kind: 'VirtualService', namespace: 'shop', name: 'shop', rule: 0 },
    stable: version('v1'),
    canary: version('v2'),
    significance: 0.05,
    maxSeconds: 1e9,
  };
  let nowMs = 0;
  let { state, actions } = startRollout(plan, nowMs);
  const take = (event: RolloutEvent): void => {
    ({ state, actions } = transition(plan, state, event, nowMs));
    follow();
  };
  const follow = (): void => {
    const asks = (kind: string) => actions.some((action) => action.kind === kind);
    if (asks('write')) take({ kind: 'written' });
    else if (asks('call-webhook')) take({ kind: 'webhook-answered', isOk: true, reason: '' });
  };
  follow();
  let at = { step: state.step, sinceMs: state.stepAtMs };
  let earlier: EarlierReadings[] = plan.gates.map(() => ({ failed: 0 }));
  let readings: Reading[][] = [];
  let interval = 0;
  for (; interval < intervals && !isFinal(state.phase) && state.phase !== 'paused'; interval++) {
    const gates = gatesInStep(plan, state.step).filter(
      (gate): gate is ReadingGate => 'intervalSeconds' in gate,
    );
    nowMs += (gates[0]?.intervalSeconds ?? 1) * 1_000;
    gates.forEach((gate, index) => {
      readings[index] = [...(readings[index] ?? []), { atMs: nowMs, ...series(gate, interval) }];
    });
    const step = plan.steps[state.step];
    const together = gates.flatMap((gate, index) =>
      gate.isShared === true ? [{ gate, readings: readings[index] ?? [] }] : [],
    );
    const checks = countChecks(together, step?.kind === 'analysis' ? step.seconds : 0);
    const sharedOf = (gate: ReadingGate) => (gate.isShared === true ? checks : undefined);
    const verdicts = gates.map((gate, index) =>
      judgeReadings(gate, readings[index] ?? [], earlier[index], sharedOf(gate)),
    );
    take({ kind: 'tick', judge: summarizeVerdicts(verdicts) });
    if (state.step === at.step && state.stepAtMs === at.sinceMs) continue;
    at = { step: state.step, sinceMs: state.stepAtMs };
    earlier = plan.gates.map((gate, index) => {
      const before = earlier[index] ?? { failed: 0 };
      if (!('intervalSeconds' in gate)) return before;
      return leaveReadings(gate, readings[index] ?? [], before, sharedOf(gate));
    });
    readings = [];
  }
  return { phase: state.phase, reason: state.reason, intervals: interval, step: state.step };
}
