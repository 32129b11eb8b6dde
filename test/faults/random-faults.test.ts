import { describe, expect, it } from 'vitest';
import { diagnose } from '@/lib/mesh/diagnosis/diagnose';
import { runMesh, START_MS, STEP_MS, seeded } from '../support/faults/synthetic-mesh';
import { RANDOM_FAULTS } from './random-faults';
import { makeRandomMesh } from './random-mesh';
import { rankOf } from './rank-of';
import { BEGINS_AT_STEP } from './scenarios';

/** Seeds of meshes; each gets every fault once, somewhere. */
const SEEDS = Number(process.env.FAULT_SEEDS ?? 3);
const HEALTHY_SEEDS = Number(process.env.HEALTHY_SEEDS ?? 25);

interface Result {
  name: string;
  rank: number;
  said: string;
  isBeginningNear: boolean;
}

function runFault(name: string, seed: number): Result | undefined {
  const random = seeded(seed * 7_919 + name.length * 131 + name.charCodeAt(0));
  const mesh = makeRandomMesh(random);
  const service = mesh.services[Math.floor(random() * mesh.services.length)] ?? '';
  const between = (from: number, to: number) => from + random() * (to - from);
  const made = RANDOM_FAULTS[name]?.({ mesh, random, service, between });
  if (made === undefined) return undefined;
  const { expected, ...run } = made;
  const { paths, versions } = mesh;
  const diagnosis = diagnose(runMesh({ seed, paths, versions, faultStep: BEGINS_AT_STEP, ...run }));
  const begin = START_MS + BEGINS_AT_STEP * STEP_MS;
  const said = diagnosis.hypotheses.slice(0, 3).map(({ id, score }) => `${id} ${score.toFixed(2)}`);
  return {
    name: `${name} at ${service} (seed ${seed})`,
    rank: rankOf(expected, diagnosis),
    said: said.join(' | '),
    isBeginningNear: Math.abs((diagnosis.sinceMs ?? 0) - begin) <= 2 * STEP_MS,
  };
}

describe('diagnose() on meshes nobody tuned it on', () => {
  const seeds = Array.from({ length: SEEDS }, (_, at) => 1_000 + at);
  const results = Object.keys(RANDOM_FAULTS)
    .flatMap((name) => seeds.map((seed) => runFault(name, seed)))
    .filter((result) => result !== undefined);
  const share = (accepts: (result: Result) => boolean) => results.filter(accepts).length / results.length;

  it('ranks the right cause first in nine of ten faults, and among the first three in 98 of 100', () => {
    const [first, firstThree] = [share(({ rank }) => rank <= 1), share(({ rank }) => rank <= 3)];
    const missed = results.filter(({ rank }) => rank > 1);
    const near = share(({ isBeginningNear }) => isBeginningNear);
    console.info(
      `${results.length} runs: first ${(first * 100).toFixed(1)} %, in the first three ${(firstThree * 100).toFixed(1)} %, ` +
        `beginning within two steps ${(near * 100).toFixed(1)} %\n` +
        missed.map(({ name, rank, said }) => `${name}: rank ${rank}; ${said}`).join('\n'),
    );
    expect(first).toBeGreaterThanOrEqual(0.9);
    expect(firstThree).toBeGreaterThanOrEqual(0.98);
  });

  it('finds nothing wrong where nothing is', () => {
    const alarms = Array.from({ length: HEALTHY_SEEDS }, (_, at) => {
      const mesh = makeRandomMesh(seeded(5_000 + at));
      return diagnose(
        runMesh({ seed: 5_000 + at, faultStep: 0, paths: mesh.paths, versions: mesh.versions }),
      );
    }).filter(({ verdict }) => verdict === 'trouble');
    console.info(
      `${HEALTHY_SEEDS} healthy runs: ${alarms.length} false alarms\n${alarms.map(({ headline }) => headline).join('\n')}`,
    );
    expect(alarms.length / HEALTHY_SEEDS).toBeLessThanOrEqual(0.01);
  });
});
