import type { RolloutItem } from '@/lib/protocol/api/rollouts';
import type { Tone } from '../../ui/badge';

type Phase = RolloutItem['phase'];

/** What people read, and how it is coloured. */
export const PHASES: Readonly<Record<Phase, { label: string; tone: Tone; meaning: string }>> = {
  running: { label: 'Under way', tone: 'info', meaning: 'Traffic is being shifted, step by step.' },
  held: { label: 'Waiting', tone: 'degraded', meaning: 'It waits and goes on when it can.' },
  paused: { label: 'Paused', tone: 'degraded', meaning: 'Somebody paused it. The gates stay in force.' },
  promoting: { label: 'Promoting', tone: 'info', meaning: 'Everything is being given to the new version.' },
  'rolling-back': {
    label: 'Rolling back',
    tone: 'failing',
    meaning: 'Everything goes back to the old version.',
  },
  promoted: { label: 'Promoted', tone: 'ok', meaning: 'The new version has all the traffic.' },
  'rolled-back': {
    label: 'Rolled back',
    tone: 'failing',
    meaning: 'The old version has all the traffic again.',
  },
};

/** Whether it still can change anything. */
export function isUnderWay({ endedAt }: Pick<RolloutItem, 'endedAt'>): boolean {
  return endedAt === null;
}

/** Where it stands, in a few words. */
export function describeProgress({ step, steps, endedAt }: RolloutItem): string {
  if (endedAt !== null) return `${Math.min(step + 1, steps)} of ${steps} steps`;
  return step >= steps ? 'all steps done' : `step ${step + 1} of ${steps}`;
}
