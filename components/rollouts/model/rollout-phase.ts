import { describeShares } from '@/lib/mesh/rollout/describe-shares';
import type { Rollout, RolloutItem } from '@/lib/protocol/api/rollouts';
import type { Tone } from '../../ui/badge';

type Phase = RolloutItem['phase'];

/** What people read, and how it is coloured. */
export const PHASES: Readonly<Record<Phase, { label: string; tone: Tone; meaning: string }>> = {
  running: { label: 'Under way', tone: 'info', meaning: 'Traffic is being shifted, step by step.' },
  held: {
    label: 'Waiting',
    tone: 'degraded',
    meaning: 'It goes on by itself when it can; Resume begins the step anew.',
  },
  paused: { label: 'Paused', tone: 'degraded', meaning: 'It waits for a person. The gates stay in force.' },
  promoting: { label: 'Promoting', tone: 'info', meaning: 'The new version is being given its whole share.' },
  'rolling-back': {
    label: 'Rolling back',
    tone: 'failing',
    meaning: 'The requests go back to where they were.',
  },
  promoted: { label: 'Promoted', tone: 'ok', meaning: 'The new version has its whole share.' },
  'rolled-back': {
    label: 'Rolled back',
    tone: 'failing',
    meaning: 'The requests went back.',
  },
};

/** What its phase means for its requests. */
export function describePhase({
  phase,
  plan,
  canaryPercent,
}: Pick<Rollout, 'phase' | 'plan' | 'canaryPercent'>): string {
  const { meaning } = PHASES[phase];
  return phase === 'promoted' || phase === 'rolled-back'
    ? `${meaning} Now: ${describeShares(plan, canaryPercent)}.`
    : meaning;
}

/** Whether it still can change anything. */
export function isUnderWay({ endedAt }: Pick<RolloutItem, 'endedAt'>): boolean {
  return endedAt === null;
}

/** Where it stands, in a few words. */
export function describeProgress({ step, steps, endedAt }: RolloutItem): string {
  if (endedAt !== null) return `${Math.min(step + 1, steps)} of ${steps} steps`;
  return step >= steps ? 'all steps done' : `step ${step + 1} of ${steps}`;
}
