import type { Hypothesis } from './diagnosis';
import { totalScore } from './score-judgement';

/** Less is not worth reading. */
const MIN_SCORE = 0.35;
const MAX_HYPOTHESES = 6;

/** The same cause at the same node, seen from several callers, is one hypothesis: their shares add up. Best first. */
export function mergeHypotheses(all: readonly Hypothesis[]): Hypothesis[] {
  const merged = new Map<string, Hypothesis>();
  for (const hypothesis of [...all].sort(byScore)) {
    const known = merged.get(hypothesis.id);
    merged.set(hypothesis.id, known === undefined ? hypothesis : addShares(known, hypothesis));
  }
  return [...merged.values()]
    .filter(({ score }) => score >= MIN_SCORE)
    .sort(byScore)
    .slice(0, MAX_HYPOTHESES);
}

function addShares(best: Hypothesis, other: Hypothesis): Hypothesis {
  const more = other.parts.find(({ name }) => name === 'share')?.value ?? 0;
  const parts = best.parts.map((part) => {
    if (part.name !== 'share') return part;
    const value = Math.min(1, part.value + more);
    return { ...part, value, because: `explains ${Math.round(value * 100)} % of what is wrong` };
  });
  const evidence = [
    ...best.evidence,
    ...other.evidence.filter(({ link }) => link?.kind === 'edge').slice(0, 1),
  ];
  return { ...best, parts, score: totalScore(parts), evidence };
}

function byScore(a: Hypothesis, b: Hypothesis): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}
