import type { AgentAnswer } from './count-push';

const FEW = 8;
const MOST = 50;
const TROUBLE: ReadonlySet<AgentAnswer> = new Set(['refused', 'waiting']);

/** How many of a sorted list of answers stand there unasked: a few, and every one that is no good news up to a bound. */
export function countFirst(answers: readonly AgentAnswer[]): number {
  const trouble = answers.filter((answer) => TROUBLE.has(answer)).length;
  return Math.min(answers.length, MOST, Math.max(FEW, trouble));
}
