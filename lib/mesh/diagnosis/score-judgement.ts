import type { RankedChange, ScorePart } from './diagnosis';
import type { TracedTrouble } from './follow-troubles';
import type { Judgement } from './scene';

/** What each part counts; they add up to 1. */
const WEIGHTS: Readonly<Record<ScorePart['name'], number>> = {
  share: 0.34,
  origin: 0.2,
  signature: 0.26,
  timing: 0.1,
  support: 0.1,
};

/** The parts of a judgement's score, each with its reason. */
export function scoreJudgement(
  judgement: Judgement,
  { reach, own, trouble, explanations }: TracedTrouble,
  change: RankedChange | undefined,
): ScorePart[] {
  const share = reach * judgement.explains;
  const origin = judgement.isLocal ? 1 : own;
  const below = explanations.map(({ trouble: cause }) => cause.hop.called.name).join(', ');
  const parts: Omit<ScorePart, 'weight'>[] = [
    { name: 'share', value: share, because: `explains ${percent(share)} of what is wrong` },
    {
      name: 'origin',
      value: origin,
      because: judgement.isLocal
        ? 'it happens on this very call'
        : explanations.length === 0
          ? 'everything it calls answers well'
          : `${percent(1 - own)} of it comes from ${below}`,
    },
    { name: 'signature', value: judgement.signature, because: judgement.because },
    {
      name: 'timing',
      value: trouble.hasOnset ? (change?.weight ?? 0) : 0,
      because: timing(trouble.hasOnset, change),
    },
    { name: 'support', value: judgement.support, because: judgement.supportBecause },
  ];
  return parts.map((part) => ({
    ...part,
    value: Math.min(1, Math.max(0, part.value)),
    weight: WEIGHTS[part.name],
  }));
}

/** The score of parts, 0..1: their weighted sum. */
export function totalScore(parts: readonly ScorePart[]): number {
  return parts.reduce((sum, { value, weight }) => sum + value * weight, 0);
}

function timing(hasOnset: boolean, change: RankedChange | undefined): string {
  if (!hasOnset) return 'it has no clear beginning';
  return change === undefined
    ? 'nothing is known to have changed just before'
    : `${change.message} just before`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
