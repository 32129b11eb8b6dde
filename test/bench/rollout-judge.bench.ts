/**
 * How often the judge condemns a healthy canary (at most the stated significance), and how fast it finds a bad one:
 * seeded simulations of traffic with daily waves, wandering error rates and autocorrelated latency.
 * Change RUNS, SECONDS or the scenarios to try your own; ONLY takes those whose names contain it.
 */
import { createHistogram, mergeHistogram } from '@/lib/mesh/metrics/histogram';
import type { TestedGate } from '@/lib/mesh/rollout/judge/gate';
import { GateJudge } from '@/lib/mesh/rollout/judge/gate-judge';
import { rollDice, type Scenario, simulateVersions } from '@/test/support/rollout/simulate-versions';

const RUNS = Number(process.env.RUNS ?? 400);
const SECONDS = Number(process.env.SECONDS ?? 300);
const ONLY = process.env.ONLY ?? '';
const SIGNIFICANCE = 0.05;
const REFERENCE_SECONDS = 60;
const GATES: readonly TestedGate[] = [
  { kind: 'error-rate', against: 'stable', share: 0.01 },
  { kind: 'latency', against: 'stable', quantile: 0.95, slowdown: 0.2 },
];

const healthy: Record<string, Scenario> = {
  'steady, 100/s': { rate: 100, weight: 0.1, errors: 0.01 },
  'little traffic, 10/s': { rate: 10, weight: 0.1, errors: 0.02 },
  'half and half, 100/s': { rate: 100, weight: 0.5, errors: 0.01 },
  'daily wave': { rate: 100, weight: 0.1, errors: 0.01, wave: 0.6, waveSeconds: 240 },
  'noisy together': { rate: 100, weight: 0.1, errors: 0.02, noise: 1, memorySeconds: 30 },
  'noisy, a fifth of it alone': {
    rate: 100,
    weight: 0.2,
    errors: 0.02,
    noise: 0.8,
    ownNoise: 0.2,
    memorySeconds: 20,
  },
};
const bad: Record<string, Scenario> = {
  'fails 50 %': { rate: 100, weight: 0.1, errors: 0.01, canaryErrors: 0.5 },
  'fails 5 % more, stable nothing': { rate: 100, weight: 0.1, errors: 0, canaryErrors: 0.05 },
  'fails 5 % more': { rate: 100, weight: 0.1, errors: 0.01, canaryErrors: 0.05 },
  'fails 2 % more': { rate: 100, weight: 0.1, errors: 0.01, canaryErrors: 0.02 },
  'p95 20 % slower': { rate: 100, weight: 0.1, errors: 0.01, canarySlow: 1.2 },
  'p95 30 % slower': { rate: 100, weight: 0.1, errors: 0.01, canarySlow: 1.3 },
  'p95 twice as slow': { rate: 100, weight: 0.1, errors: 0.01, canarySlow: 2 },
};

/** The second of the verdict, by outcome. */
function judge(
  scenario: Scenario,
  seed: number,
): { failedAt: number | undefined; passedAt: number | undefined } {
  const seconds = simulateVersions(scenario, rollDice(seed));
  const reference = createHistogram();
  for (let i = 0; i < REFERENCE_SECONDS; i++) {
    const next = seconds.next();
    if (!next.done) mergeHistogram(reference, next.value.stable.latency);
  }
  const judges = GATES.map((gate) => new GateJudge(gate, SIGNIFICANCE / GATES.length, reference));
  let passedAt: number | undefined;
  for (let second = 1; second <= SECONDS; second++) {
    const next = seconds.next();
    if (next.done) break;
    for (const one of judges) one.observe(next.value);
    const outcomes = judges.map((one) => one.verdict().outcome);
    if (outcomes.includes('fail')) return { failedAt: second, passedAt };
    if (outcomes.every((outcome) => outcome === 'pass')) passedAt ??= second;
  }
  return { failedAt: undefined, passedAt };
}

function describe(name: string, scenario: Scenario): void {
  if (!name.includes(ONLY)) return;
  const results = Array.from({ length: RUNS }, (_, seed) => judge(scenario, seed + 1));
  const failed = results.flatMap(({ failedAt }) => failedAt ?? []).sort((a, b) => a - b);
  const passed = results.flatMap(({ passedAt }) => passedAt ?? []).sort((a, b) => a - b);
  const at = (list: readonly number[], q: number): string =>
    String(list[Math.floor(q * (list.length - 1))] ?? '-');
  console.log(
    `${name.padEnd(31)} condemned ${((100 * failed.length) / RUNS).toFixed(1).padStart(5)} %` +
      ` after p50 ${at(failed, 0.5)} s, p95 ${at(failed, 0.95)} s; could pass after p50 ${at(passed, 0.5)} s`,
  );
}

console.log(`${RUNS} runs of ${SECONDS} s, significance ${SIGNIFICANCE} over ${GATES.length} gates`);
console.log('\nhealthy');
for (const [name, scenario] of Object.entries(healthy)) describe(name, scenario);
console.log('\nbad');
for (const [name, scenario] of Object.entries(bad)) describe(name, scenario);
