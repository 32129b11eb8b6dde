import { describe, expect, it } from 'vitest';
import { diagnose } from '@/lib/mesh/diagnosis/diagnose';
import type { DiagnosisInput } from '@/lib/mesh/diagnosis/diagnosis-input';
import { runMesh, START_MS, STEP_MS } from '../support/faults/synthetic-mesh';
import { rankOf } from './rank-of';
import { BEGINS_AT_STEP, SCENARIOS, type Scenario } from './scenarios';

const SEEDS = Number(process.env.FAULT_SEEDS ?? 1);
const MOST_STEPS = 12;
/** What incidents look at: the last minute, as the fault goes on. */
const WINDOW_STEPS = 12;

/** What a console knows once so many steps have passed. */
function cutAt(input: DiagnosisInput, steps: number): DiagnosisInput {
  const toMs = START_MS + steps * STEP_MS;
  return {
    ...input,
    toMs,
    steps,
    windowFromMs: toMs - WINDOW_STEPS * STEP_MS,
    rows: input.rows.map((row) => ({ ...row, points: row.points.slice(0, steps) })),
    exemplars: input.exemplars.filter(({ atMs }) => atMs < toMs),
  };
}

/** Steps of the fault that are needed until its cause stands first; Infinity when that takes too long. */
function stepsToCause(scenario: Scenario, seed: number): number {
  const { expected, name, ...run } = scenario;
  const input = runMesh({ faultStep: BEGINS_AT_STEP, ...run, seed });
  for (let steps = 1; steps <= MOST_STEPS; steps++) {
    if (rankOf(expected, diagnose(cutAt(input, BEGINS_AT_STEP + steps))) <= 1) return steps;
  }
  return Number.POSITIVE_INFINITY;
}

describe('diagnose() while a fault goes on', () => {
  const scenarios = SCENARIOS.filter(({ faultStep }) => faultStep === undefined);

  it('names the cause first within ten seconds of nine of ten faults', () => {
    const runs = scenarios.flatMap((scenario) =>
      Array.from({ length: SEEDS }, (_, seed) => ({ scenario, steps: stepsToCause(scenario, seed + 1) })),
    );
    const within = (seconds: number) =>
      runs.filter(({ steps }) => steps * STEP_MS <= seconds * 1_000).length / runs.length;
    const late = runs.filter(({ steps }) => steps > 2);
    console.info(
      `${runs.length} runs: cause first within 5 s in ${(within(5) * 100).toFixed(1)} %, 10 s in ${(within(10) * 100).toFixed(1)} %, ` +
        `20 s in ${(within(20) * 100).toFixed(1)} %, 60 s in ${(within(60) * 100).toFixed(1)} %\n` +
        late.map(({ scenario, steps }) => `${scenario.name}: ${(steps * STEP_MS) / 1_000} s`).join('\n'),
    );
    expect(within(10)).toBeGreaterThanOrEqual(0.9);
  });
});
