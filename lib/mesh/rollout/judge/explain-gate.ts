import type { TestedGate } from './gate';
import type { GateReading, GateVerdict } from './gate-verdict';

/** Numbers that only say that there is no end in sight. */
const MANY = 1e9;

type Facts = Omit<GateVerdict, 'sentence' | 'otherwise'>;

/** A verdict in two sentences: what is so, and what would have made it otherwise. */
export function explainGate(gate: TestedGate, facts: Facts): Pick<GateVerdict, 'sentence' | 'otherwise'> {
  return { sentence: explain(gate, facts), otherwise: explainOtherwise(gate, facts) };
}

function explain(gate: TestedGate, facts: Facts): string {
  const { canary, stable, outcome, requestsNeeded } = facts;
  const canarySays = describe(gate, 'The canary', canary, facts);
  const against = stable === undefined ? describeBound(gate) : describe(gate, 'stable', stable, facts);
  const both = `${canarySays}, ${against}`;
  if (outcome === 'fail') return `${both}: worse, with ${percent(facts.required)} certainty.`;
  if (outcome === 'pass') return `${both}: no difference that matters.`;
  return `${both}: too early to say, ${count(requestsNeeded)} more requests at the canary will tell.`;
}

function describe(gate: TestedGate, who: string, reading: GateReading, { slowMs }: Facts): string {
  if (reading.requests === 0) return `${who} has had no request`;
  const of = `of ${count(reading.requests)} requests`;
  if (gate.kind === 'error-rate') return `${who} fails ${percent(reading.rate)} ${of}`;
  const p = `p${Number((gate.quantile * 100).toFixed(2))} ${milliseconds(reading.latencyMs)}`;
  const slow =
    slowMs === undefined || !Number.isFinite(slowMs)
      ? ''
      : ` (${percent(reading.rate)} over ${milliseconds(slowMs)})`;
  return `${who} answers in ${p}${slow}`;
}

function describeBound(gate: TestedGate): string {
  return gate.kind === 'error-rate'
    ? `the bound is ${percent(gate.share)}`
    : `the bound is ${milliseconds(gate.boundMs)}`;
}

function explainOtherwise(
  gate: TestedGate,
  { outcome, canary, stable, slowMs, requestsNeeded }: Facts,
): string {
  if (outcome === 'undecided') {
    return `With ${count(requestsNeeded)} more requests and no further trouble it would pass.`;
  }
  const what = gate.kind === 'error-rate' ? 'failed requests' : `requests over ${milliseconds(slowMs)}`;
  if (outcome === 'pass') return `A canary with many more ${what} would have failed.`;
  const expected =
    (stable?.rate ?? (gate.kind === 'error-rate' ? gate.share : 1 - gate.quantile)) * canary.requests;
  return `It had ${count(canary.bad)} ${what}; about ${count(Math.round(expected))} would have been as good as ${
    stable === undefined ? 'the bound' : 'stable'
  }.`;
}

function percent(share: number): string {
  const value = share * 100;
  if (value === 0 || value === 100) return `${value} %`;
  if (value > 99) return `${Math.floor(value * 100) / 100} %`;
  return `${value < 0.1 ? Number(value.toPrecision(1)) : Number(value.toFixed(1))} %`;
}

function milliseconds(value: number | undefined): string {
  if (value === undefined) return 'unknown time';
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} ms`;
}

function count(value: number): string {
  return value < MANY ? Math.ceil(value).toLocaleString('en-US') : 'many';
}
