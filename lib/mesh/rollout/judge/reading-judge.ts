import type { Bounds, QueryGate, ThresholdGate } from './gate';
import type { GateVerdict } from './gate-verdict';

/** One number of the canary; undefined when there was nothing to read. */
export interface Reading {
  atMs: number;
  value: number | undefined;
}

/** How many readings within bounds it takes to pass. */
const ENOUGH = 1;

/**
 * Counts readings out of bounds, as Flagger and Argo Rollouts do; but a reading of nothing is neither good nor bad: it
 * waits instead of failing. `before` are the bad ones of earlier steps: what is bad now and then is bad in the end.
 */
export function judgeReadings(
  gate: ThresholdGate | QueryGate,
  readings: readonly Reading[],
  before = 0,
): GateVerdict {
  const values = readings.flatMap(({ value }) => value ?? []);
  const bad = values.filter((value) => !isWithin(gate, value)).length;
  const good = values.filter((value) => isWithin(gate, value) && isWithin(gate.good ?? gate, value)).length;
  const all = before + bad;
  const outcome = all >= Math.max(1, gate.failures) ? 'fail' : good >= ENOUGH ? 'pass' : 'undecided';
  const rate = values.length === 0 ? 0 : bad / values.length;
  return {
    outcome,
    certainty: Math.min(1, all / Math.max(1, gate.failures)),
    required: 1,
    canary: { requests: values.length, bad, rate, low: rate, high: rate },
    requestsNeeded: 0,
    ...(before === 0 ? {} : { before }),
    ...explain(gate, values, { bad, before }, outcome),
  };
}

function isWithin({ min, max }: Bounds, value: number): boolean {
  return value >= (min ?? Number.NEGATIVE_INFINITY) && value <= (max ?? Number.POSITIVE_INFINITY);
}

function explain(
  gate: ThresholdGate | QueryGate,
  values: readonly number[],
  { bad, before }: { bad: number; before: number },
  outcome: GateVerdict['outcome'],
): Pick<GateVerdict, 'sentence' | 'otherwise'> {
  const name = nameOf(gate);
  const last = values.at(-1);
  if (last === undefined) {
    return {
      sentence: `${name} cannot be read yet: there is nothing to read.`,
      otherwise: 'It goes on as soon as there is a reading.',
    };
  }
  const reads = `${name} of the canary is ${show(last)}${unitOf(gate)}`;
  const bounds = describeBounds(gate);
  const earlier = before === 0 ? '' : `, and ${before} before this step`;
  if (outcome === 'fail') {
    return {
      sentence: `${reads}; ${bad} of ${values.length} readings were not ${bounds}${earlier}.`,
      otherwise: `Up to ${gate.failures - 1} such readings would have been tolerated.`,
    };
  }
  if (outcome === 'undecided') {
    return {
      sentence: `${reads}: not good enough to go on, not bad enough to go back.`,
      otherwise: `It goes on with a reading that is ${describeBounds({ ...gate, ...gate.good })}.`,
    };
  }
  return {
    sentence: `${reads}, and has to be ${bounds}.`,
    otherwise: `${gate.failures - bad - before} readings that are not ${bounds} would fail it.`,
  };
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

function describeBounds(gate: ThresholdGate | QueryGate): string {
  const unit = unitOf(gate);
  if (gate.min !== undefined && gate.max !== undefined) return `between ${gate.min} and ${gate.max}${unit}`;
  return gate.max === undefined ? `at least ${gate.min ?? 0}${unit}` : `at most ${gate.max}${unit}`;
}

function show(value: number): number {
  return Number(value.toFixed(value < 10 ? 2 : 1));
}
