import type { Bounds, Meaning, ReadingGate } from './gate';
import type { Reading } from './reading';

/** What a reading counts as; undefined for nothing to read that is waited for. */
export function classifyReading(
  gate: ReadingGate,
  { value, isUnanswered = false }: Reading,
): Meaning | undefined {
  // Whoever did not answer said neither yes nor no; only Flagger takes that for a failed check.
  if (isUnanswered) return gate.isShared === true ? 'bad' : undefined;
  if (value === undefined) return gate.empty;
  if (Number.isNaN(value)) return gate.notANumber ?? gate.empty;
  if (!isWithin(gate, value)) return 'bad';
  return isWithin(gate.good ?? gate, value) ? 'good' : 'unclear';
}

function isWithin({ min, max }: Bounds, value: number): boolean {
  return value >= (min ?? Number.NEGATIVE_INFINITY) && value <= (max ?? Number.POSITIVE_INFINITY);
}
