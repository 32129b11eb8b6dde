/** Flagger's way to count: a check is what all gates that count together read in one interval. */
import { classifyReading } from './classify-reading';
import type { ReadingGate } from './gate';
import type { Reading } from './reading';

/** The checks of a step so far. */
export interface SharedChecks {
  /** Checks with a bad reading, of whichever gate. */
  failed: number;
  /** Checks with a good reading of every gate. */
  good: number;
  /** So many good ones let the step go on. */
  needed: number;
}

/** A gate with what it has read, one reading an interval. */
export interface CheckedGate {
  gate: ReadingGate;
  readings: readonly Reading[];
}

/** The checks of gates that count together, in a step of so many seconds. */
export function countChecks(gates: readonly CheckedGate[], stepSeconds: number): SharedChecks {
  const intervals = Math.max(0, ...gates.map(({ readings }) => readings.length));
  const checks = { failed: 0, good: 0 };
  for (let index = 0; index < intervals; index++) {
    const meanings = gates.map(({ gate, readings }) => {
      const reading = readings[index];
      return reading === undefined ? undefined : classifyReading(gate, reading);
    });
    if (meanings.includes('bad')) checks.failed++;
    else if (meanings.every((meaning) => meaning === 'good')) checks.good++;
  }
  const interval = Math.max(1, ...gates.map(({ gate }) => gate.intervalSeconds));
  return { ...checks, needed: Math.max(1, Math.floor(stepSeconds / interval)) };
}
