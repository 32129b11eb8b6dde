import { classifyReading } from './classify-reading';
import { explainReadings } from './explain-readings';
import type { Meaning, QueryGate, ThresholdGate } from './gate';
import type { GateVerdict } from './gate-verdict';
import type { EarlierReadings, Reading } from './reading';
import type { SharedChecks } from './shared-checks';

/** How many good readings it takes to go on where the gate says nothing. */
const ENOUGH = 1;

/**
 * Counts readings as Flagger and Argo Rollouts do, with those of earlier steps: what is bad now and then is bad in the
 * end. `checks` are those of all gates that count together, where this one does.
 */
export function judgeReadings(
  gate: ThresholdGate | QueryGate,
  readings: readonly Reading[],
  { failed: before, empty = 0 }: EarlierReadings = { failed: 0 },
  checks?: SharedChecks,
): GateVerdict {
  const meanings = readings.map((reading) => classifyReading(gate, reading));
  const counted = meanings.filter((meaning) => meaning !== undefined);
  const bad = counted.filter((meaning) => meaning === 'bad').length;
  const failed = before + (checks?.failed ?? bad);
  const outcome = decide(gate, meanings, { failed, empty: trailingEmpty(meanings, empty) }, checks);
  const rate = counted.length === 0 ? 0 : bad / counted.length;
  return {
    outcome,
    certainty: Math.min(1, failed / gate.failures),
    required: 1,
    canary: { requests: counted.length, bad, rate, low: rate, high: rate },
    requestsNeeded: 0,
    ...(before === 0 ? {} : { before }),
    ...explainReadings(gate, { readings, meanings, failed, before, checks }, outcome),
  };
}

/** What a step leaves to the next one of a gate that is in force there too. */
export function leaveReadings(
  gate: ThresholdGate | QueryGate,
  readings: readonly Reading[],
  { failed, empty = 0 }: EarlierReadings,
  checks?: SharedChecks,
): EarlierReadings {
  const meanings = readings.map((reading) => classifyReading(gate, reading));
  const bad = checks?.failed ?? meanings.filter((meaning) => meaning === 'bad').length;
  return { failed: failed + bad, empty: trailingEmpty(meanings, empty) };
}

function decide(
  gate: ThresholdGate | QueryGate,
  meanings: readonly (Meaning | undefined)[],
  { failed, empty }: { failed: number; empty: number },
  checks: SharedChecks | undefined,
): GateVerdict['outcome'] {
  const number = (wanted: Meaning): number => meanings.filter((meaning) => meaning === wanted).length;
  // Of several gates that count together the bad ones are named.
  const isOwn = checks === undefined || number('bad') > 0 || checks.failed === 0;
  if (failed >= gate.failures && isOwn) return 'fail';
  if (gate.emptyInARow !== undefined && empty >= gate.emptyInARow) return 'fail';
  if (gate.unclear !== undefined && number('unclear') >= gate.unclear) return 'unclear';
  if (checks !== undefined) return checks.good >= checks.needed ? 'pass' : 'undecided';
  const counted = meanings.filter((meaning) => meaning !== undefined).length;
  const isCounted = gate.count !== undefined && counted >= gate.count;
  if (gate.goodInARow !== undefined) {
    if (longestGood(meanings) >= gate.goodInARow) return 'pass';
    return isCounted ? 'unclear' : 'undecided';
  }
  return isCounted || (gate.count === undefined && number('good') >= ENOUGH) ? 'pass' : 'undecided';
}

function trailingEmpty(meanings: readonly (Meaning | undefined)[], before: number): number {
  const last = meanings.findLastIndex((meaning) => meaning !== undefined);
  return last === -1 ? before + meanings.length : meanings.length - 1 - last;
}

function longestGood(meanings: readonly (Meaning | undefined)[]): number {
  let [longest, run] = [0, 0];
  for (const meaning of meanings) {
    run = meaning === 'good' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
