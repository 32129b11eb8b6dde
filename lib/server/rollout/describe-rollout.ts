import type { Rollout, RolloutItem } from '../../protocol/api/rollouts';
import type { StoredMoment, StoredRollout } from '../store/contract/rollout-records';

/** A rollout as it stands in a list. */
export function describeItem(rollout: StoredRollout): RolloutItem {
  const { plan, state } = rollout;
  return {
    id: rollout.id,
    service: plan.service,
    stable: plan.stable.version,
    canary: plan.canary.version,
    phase: state.phase,
    step: state.step,
    steps: plan.steps.length,
    canaryPercent: (state.written ?? state.wanted).canaryPercent,
    reason: state.reason,
    startedAt: rollout.startedAtMs,
    startedBy: rollout.startedBy,
    endedAt: rollout.endedAtMs ?? null,
  };
}

/** A rollout with its plan, its gates and its story. */
export function describeRollout(rollout: StoredRollout, moments: readonly StoredMoment[]): Rollout {
  const { plan, state, verdicts } = rollout;
  return {
    ...describeItem(rollout),
    plan: { ...plan, steps: [...plan.steps], gates: plan.gates as Rollout['plan']['gates'] },
    hasConflict: state.hasConflict,
    stepAt: state.stepAtMs,
    verdicts: [...verdicts] as Rollout['verdicts'],
    moments: moments.map(({ atMs, verdicts: then, traceIds, ...moment }) => ({
      ...moment,
      at: atMs,
      verdicts: [...then] as Rollout['verdicts'],
      traceIds: [...traceIds],
    })),
  };
}
