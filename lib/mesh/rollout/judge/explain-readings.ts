import type { Bounds, Meaning, QueryGate, ThresholdGate } from './gate';
import type { GateVerdict } from './gate-verdict';
import type { Reading } from './reading';
import type { SharedChecks } from './shared-checks';

/** What was read, and what it counts as. */
export interface ReadFacts {
  readings: readonly Reading[];
  /** One for each reading. */
  meanings: readonly (Meaning | undefined)[];
  /** Bad readings or failed checks, those of earlier steps among them. */
  failed: number;
  /** Those of earlier steps. */
  before: number;
  checks: SharedChecks | undefined;
}

type Words = Pick<GateVerdict, 'sentence' | 'otherwise'>;

/** A verdict on readings in two sentences: what is so, and what would have made it otherwise. */
export function explainReadings(
  gate: ThresholdGate | QueryGate,
  facts: ReadFacts,
  outcome: GateVerdict['outcome'],
): Words {
  const { meanings, failed, before, checks } = facts;
  const last = facts.readings.at(-1);
  const reads = `${nameOf(gate)} of the canary ${describe(gate, last)}`;
  const bounds = describeBounds(gate);
  const bad = meanings.filter((meaning) => meaning === 'bad').length;
  const earlier = before === 0 ? '' : `, and ${before} before this step`;
  switch (outcome) {
    case 'fail': {
      const counted = meanings.filter((meaning) => meaning !== undefined).length;
      if (failed < gate.failures) {
        return {
          sentence: `${nameOf(gate)} could not be read ${gate.emptyInARow} times in a row.`,
          otherwise: 'One answer in between would have been enough.',
        };
      }
      const what =
        checks === undefined
          ? `${bad} of ${counted} readings were not ${bounds}`
          : `${checks.failed} ${checks.failed === 1 ? 'check' : 'checks'} failed, those of all gates together`;
      const kind = checks === undefined ? 'such readings' : 'failed checks';
      return {
        sentence: `${reads}; ${what}${earlier}.`,
        otherwise: `Up to ${gate.failures - 1} ${kind} would have been tolerated.`,
      };
    }
    case 'unclear':
      return {
        sentence: `${reads}: too often neither good nor bad, so a person has to decide.`,
        otherwise: `Readings that are ${describeBounds({ ...gate, ...gate.good })} would have let it go on.`,
      };
    case 'undecided':
      return explainWait(gate, facts, reads);
    case 'pass':
      if (last === undefined)
        return { sentence: `${nameOf(gate)} holds nothing up.`, otherwise: whatFails(gate, failed, checks) };
      return { sentence: `${reads}, and has to be ${bounds}.`, otherwise: whatFails(gate, failed, checks) };
    default:
      return outcome satisfies never;
  }
}

function explainWait(gate: ThresholdGate | QueryGate, facts: ReadFacts, reads: string): Words {
  const { readings, meanings, checks } = facts;
  if (readings.every(({ value }) => value === undefined)) {
    return {
      sentence: `${nameOf(gate)} cannot be read yet: there is nothing to read.`,
      otherwise: 'It goes on as soon as there is a reading.',
    };
  }
  if (checks !== undefined) {
    return {
      sentence: `${reads}; ${checks.good} of ${checks.needed} good checks so far, ${facts.failed} failed.`,
      otherwise: 'It goes on when every gate was good in so many checks.',
    };
  }
  const wanted = gate.goodInARow ?? gate.count;
  if (wanted !== undefined) {
    const kind = gate.goodInARow === undefined ? 'readings' : 'good readings in a row';
    const so = meanings.filter((meaning) => meaning !== undefined).length;
    return { sentence: `${reads}, after ${so} readings.`, otherwise: `It takes ${wanted} ${kind} to go on.` };
  }
  return {
    sentence: `${reads}: not good enough to go on, not bad enough to go back.`,
    otherwise: `It goes on with a reading that is ${describeBounds({ ...gate, ...gate.good })}.`,
  };
}

function whatFails(
  gate: ThresholdGate | QueryGate,
  failed: number,
  checks: SharedChecks | undefined,
): string {
  const left = gate.failures - failed;
  const more = failed === 0 ? '' : ' more';
  return checks === undefined
    ? `${left}${more} readings that are not ${describeBounds(gate)} would fail it.`
    : `${left}${more} failed checks, of all gates together, would fail it.`;
}

function describe(gate: ThresholdGate | QueryGate, last: Reading | undefined): string {
  if (last?.value === undefined) return 'cannot be read';
  return Number.isNaN(last.value) ? 'is not a number' : `is ${show(last.value)}${unitOf(gate)}`;
}

function nameOf(gate: ThresholdGate | QueryGate): string {
  if (gate.kind === 'query') return gate.name;
  return gate.metric === 'success-rate'
    ? 'The success rate'
    : `p${Number(((gate.quantile ?? 0.99) * 100).toFixed(2))}`;
}

function unitOf(gate: ThresholdGate | QueryGate): string {
  if (gate.kind === 'query') return '';
  return gate.metric === 'success-rate' ? ' %' : ' ms';
}

function describeBounds(gate: (ThresholdGate | QueryGate) & Bounds): string {
  const unit = unitOf(gate);
  if (gate.min !== undefined && gate.max !== undefined) return `between ${gate.min} and ${gate.max}${unit}`;
  return gate.max === undefined ? `at least ${gate.min ?? 0}${unit}` : `at most ${gate.max}${unit}`;
}

function show(value: number): number {
  return Number(value.toFixed(value < 10 ? 2 : 1));
}
