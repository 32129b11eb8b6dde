import type { Diagnosis } from '@/lib/mesh/diagnosis/diagnosis';
import type { Scenario } from './scenarios';

/** Of several faults at once the one found last counts, less those found before it; Infinity when one is missed. */
export function rankOf(expected: Scenario['expected'], { hypotheses }: Diagnosis): number {
  const ranks = expected.map(({ cause, culprit, focus }) => {
    const index = hypotheses.findIndex(
      (hypothesis) =>
        cause.includes(hypothesis.cause) &&
        culprit.includes(hypothesis.culprit.id) &&
        (focus === undefined || hypothesis.focuses.some(({ key }) => key === focus)),
    );
    return index < 0 ? Number.POSITIVE_INFINITY : index + 1;
  });
  return Math.max(...ranks) - (expected.length - 1);
}
