import { describe, expect, it } from 'vitest';
import { diagnose } from '@/lib/mesh/diagnosis/diagnose';
import type { Diagnosis } from '@/lib/mesh/diagnosis/diagnosis';
import { runMesh, START_MS, STEP_MS } from '../support/faults/synthetic-mesh';
import { rankOf } from './rank-of';
import { BEGINS_AT_STEP, SCENARIOS, type Scenario } from './scenarios';

const SEEDS = [1, 2];
const HEALTHY_SEEDS = Array.from({ length: 25 }, (_, index) => 100 + index);

interface Result {
  scenario: Scenario;
  seed: number;
  diagnosis: Diagnosis;
  rank: number;
}

function run(scenario: Scenario, seed: number): Result {
  const { fault, faultStep = BEGINS_AT_STEP, happenings, workloads, of, isExternal } = scenario;
  const diagnosis = diagnose(
    runMesh({
      seed,
      fault,
      faultStep,
      ...(happenings === undefined ? {} : { happenings }),
      ...(workloads === undefined ? {} : { workloads }),
      ...(of === undefined ? {} : { of }),
      ...(isExternal === undefined ? {} : { isExternal }),
    }),
  );
  return { scenario, seed, diagnosis, rank: rankOf(scenario.expected, diagnosis) };
}

describe('diagnose()', () => {
  const results = SCENARIOS.flatMap((scenario) => SEEDS.map((seed) => run(scenario, seed)));
  const share = (accepts: (result: Result) => boolean) => results.filter(accepts).length / results.length;

  it('ranks the right cause first in nine of ten faults, and among the first three in 98 of 100', () => {
    const [first, firstThree] = [share(({ rank }) => rank <= 1), share(({ rank }) => rank <= 3)];
    const missed = results
      .filter(({ rank }) => rank > 1)
      .map(({ scenario, seed, rank, diagnosis }) => {
        const said = diagnosis.hypotheses.slice(0, 3).map(({ id, score }) => `${id} ${score.toFixed(2)}`);
        return `${scenario.name} (seed ${seed}): rank ${rank}; ${said.join(' | ')}`;
      });
    console.info(
      `${SCENARIOS.length} faults, ${results.length} runs: first ${(first * 100).toFixed(1)} %, in the first three ${(firstThree * 100).toFixed(1)} %\n${missed.join('\n')}`,
    );
    expect(SCENARIOS.length).toBeGreaterThanOrEqual(40);
    expect(first).toBeGreaterThanOrEqual(0.9);
    expect(firstThree).toBeGreaterThanOrEqual(0.98);
  });

  it('finds the beginning within two steps, where there is one', () => {
    const beginning = START_MS + BEGINS_AT_STEP * STEP_MS;
    const begun = results.filter(({ scenario, rank }) => scenario.faultStep === undefined && rank <= 1);
    const near = begun.filter(
      ({ diagnosis }) => Math.abs((diagnosis.sinceMs ?? 0) - beginning) <= 2 * STEP_MS,
    );
    expect(near.length / begun.length).toBeGreaterThanOrEqual(0.95);
  });

  it('says nothing of slowness or load in the first minute of a mesh: nobody knows what is usual', () => {
    const begins = 76;
    const input = runMesh({ seed: 3, faultStep: begins + 3, fault: { delayMs: () => 60, load: () => 2 } });
    const rows = input.rows.map((row) => ({
      ...row,
      points: row.points.map((point, step) => (step < begins ? undefined : point)),
    }));
    expect(diagnose({ ...input, rows }).verdict).not.toBe('trouble');
    expect(diagnose(input).verdict).toBe('trouble');
  });

  it('finds nothing wrong in healthy, noisy runs', () => {
    const alarms = HEALTHY_SEEDS.map((seed) => diagnose(runMesh({ seed, faultStep: 0 }))).filter(
      ({ verdict }) => verdict === 'trouble',
    );
    console.info(
      `${HEALTHY_SEEDS.length} healthy runs: ${alarms.length} false alarms\n${alarms.map(({ headline }) => headline).join('\n')}`,
    );
    expect(alarms.length / HEALTHY_SEEDS.length).toBeLessThanOrEqual(0.01);
  });
});
