/**
 * Imported plans against the loops of Flagger and Argo, written down here from their documentation: over the same
 * recorded readings they must come to the same verdict, after as many checks.
 */
import { describe, expect, it } from 'vitest';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { importPlan } from '@/lib/mesh/rollout/import/import-plan';
import type { Reading } from '@/lib/mesh/rollout/judge/reading';
import { replayPlan } from '@/test/support/rollout/replay-plan';
import { rollDice } from '@/test/support/rollout/simulate-versions';

const read = (text: string) => {
  const plan = importPlan(parseResources(text, '').resources)?.plan;
  if (plan === undefined) throw new Error('nothing to import');
  return plan;
};
type Recorded = Omit<Reading, 'atMs'>;
const RUNS = 300;
const LONG = 200;

const flagger = (threshold: number, strategy: string) => `
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: cart, namespace: shop }
spec:
  targetRef: { name: cart }
  analysis:
    interval: 30s
    threshold: ${threshold}
    ${strategy}
    metrics:
      - { name: request-success-rate, thresholdRange: { min: 99 }, interval: 30s }
      - { name: request-duration, thresholdRange: { max: 500 }, interval: 30s }
`;

interface FlaggerReading {
  /** Undefined for no values. */
  rate: number | undefined;
  duration: number | undefined;
}

/** One check an interval; a failed one is counted and halts, `threshold` of them end it; so many good ones promote. */
function flaggerLoop(checks: readonly FlaggerReading[], threshold: number, needed: number) {
  let [failed, good] = [0, 0];
  for (const [index, { rate, duration }] of checks.entries()) {
    const isGood = rate !== undefined && rate >= 99 && duration !== undefined && duration <= 500;
    if (isGood) good++;
    else failed++;
    if (failed >= threshold) return { phase: 'rolled-back', intervals: index + 1 };
    if (good === needed) return { phase: 'promoted', intervals: index + 1 };
  }
  return { phase: 'held', intervals: checks.length };
}

describe('a Canary of Flagger', () => {
  it.each([
    ['steps of weights', 3, 'stepWeight: 20\n    maxWeight: 60', 3],
    ['explicit weights', 1, 'stepWeights: [1, 5, 20, 50]', 4],
    ['a mirror before the weights', 4, 'mirror: true\n    stepWeight: 25\n    maxWeight: 50', 3],
    [
      'iterations for chosen requests',
      2,
      'iterations: 6\n    match: [{ headers: { x-a: { exact: b } } }]',
      6,
    ],
  ])('with %s fails and is promoted at the same check', (_, threshold, strategy, needed) => {
    const plan = read(flagger(threshold, strategy));
    const ends = new Set<string>();
    for (let seed = 1; seed <= RUNS; seed++) {
      const dice = rollDice(seed);
      const checks = Array.from({ length: LONG }, () => ({
        rate: dice() < 0.05 ? undefined : dice() < 0.15 ? 97 : 99.9,
        duration: dice() < 0.05 ? undefined : dice() < 0.15 ? 800 : 120,
      }));
      const { phase, intervals } = replayPlan(
        plan,
        (gate, at): Recorded => {
          const check = checks[at];
          return {
            value: gate.kind === 'threshold' && gate.metric === 'duration' ? check?.duration : check?.rate,
          };
        },
        LONG,
      );
      expect({ phase, intervals }, `seed ${seed}`).toEqual(flaggerLoop(checks, threshold, needed));
      ends.add(phase);
    }
    expect([...ends].sort()).toEqual(['promoted', 'rolled-back']);
  });

  it('takes two metrics that fail in one check for one failed check', () => {
    const plan = read(flagger(2, 'stepWeight: 50'));
    const value = (rate: number, duration: number) => (gate: { kind: string; metric?: string }) => ({
      value: gate.metric === 'duration' ? duration : rate,
    });
    const bad = value(90, 900);
    const good = value(100, 100);
    const once = replayPlan(plan, (gate, at) => (at === 0 ? bad : good)(gate), LONG);
    expect(once).toMatchObject({ phase: 'promoted', intervals: 3 });
    const twice = replayPlan(plan, (gate, at) => (at === 0 || at === 2 ? bad : good)(gate), LONG);
    expect(twice).toMatchObject({ phase: 'rolled-back', intervals: 3 });
    expect(twice.reason).toContain('1 check failed, those of all gates together, and 1 before this step');
  });
});

const argo = (metric: string, where: 'inline' | 'background') => `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: cart, namespace: shop }
spec:
  strategy:
    canary:
      ${where === 'inline' ? '' : 'analysis: { templates: [{ templateName: lag }] }'}
      steps:
        - setWeight: 20
        - ${where === 'inline' ? 'analysis: { templates: [{ templateName: lag }] }' : 'pause: { duration: 300 }'}
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: lag, namespace: shop }
spec:
  metrics:
    - name: lag
      interval: 20s
      provider: { prometheus: { address: "http://prom", query: "lag" } }
      ${metric}
`;

interface ArgoLimits {
  count: number;
  failureLimit: number;
  inconclusiveLimit: number;
  errorLimit: number;
}

type Measured = 'good' | 'bad' | 'unclear' | 'error';

/** Measures until a limit is passed, or as often as `count` says; errors are no measurements. */
function argoRun(measurements: readonly Measured[], limits: ArgoLimits) {
  const seen = { good: 0, bad: 0, unclear: 0 };
  let errors = 0;
  for (const [index, measured] of measurements.entries()) {
    errors = measured === 'error' ? errors + 1 : 0;
    if (measured !== 'error') seen[measured]++;
    const intervals = index + 1;
    if (seen.bad > limits.failureLimit) return { phase: 'rolled-back', intervals };
    if (seen.unclear > limits.inconclusiveLimit) return { phase: 'paused', intervals };
    if (errors > limits.errorLimit) return { phase: 'rolled-back', intervals };
    if (seen.good + seen.bad + seen.unclear >= limits.count) return { phase: 'promoted', intervals };
  }
  return { phase: 'held', intervals: measurements.length };
}

const VALUES: Readonly<Record<Measured, Recorded>> = {
  good: { value: 1 },
  bad: { value: 9 },
  unclear: { value: 5 },
  error: { value: undefined, isUnanswered: true },
};

describe('a Rollout of Argo', () => {
  it.each([
    [
      'the limits it has by default',
      'count: 5',
      { count: 5, failureLimit: 0, inconclusiveLimit: 0, errorLimit: 4 },
    ],
    [
      'limits of its own',
      'count: 8\n      failureLimit: 2\n      inconclusiveLimit: 1\n      consecutiveErrorLimit: 1',
      { count: 8, failureLimit: 2, inconclusiveLimit: 1, errorLimit: 1 },
    ],
  ])('with an analysis step of %s ends as its AnalysisRun does', (_, metric, limits) => {
    const conditions = 'successCondition: "result[0] < 3"\n      failureCondition: "result[0] > 7"';
    const plan = read(argo(`${metric}\n      ${conditions}`, 'inline'));
    const ends = new Set<string>();
    for (let seed = 1; seed <= RUNS; seed++) {
      const dice = rollDice(seed);
      const share = dice() * 0.4;
      const measurements = Array.from({ length: LONG }, (): Measured => {
        if (dice() >= share) return 'good';
        return (['bad', 'unclear', 'error', 'error'] as const)[Math.floor(dice() * 4)] ?? 'good';
      });
      const { phase, intervals } = replayPlan(plan, (_gate, at) => VALUES[measurements[at] ?? 'good'], LONG);
      expect({ phase, intervals }, `seed ${seed}`).toEqual(argoRun(measurements, limits));
      ends.add(phase);
    }
    expect([...ends].sort()).toEqual(['paused', 'promoted', 'rolled-back']);
  });

  it('is held up by no analysis beside the steps, and rolled back by one that fails in any of them', () => {
    const plan = read(argo('failureLimit: 1\n      successCondition: "result[0] < 3"', 'background'));
    const once = replayPlan(plan, (_, at) => VALUES[at === 1 ? 'bad' : 'good'], LONG);
    expect(once).toMatchObject({ phase: 'promoted', intervals: 15 });
    const silent = replayPlan(plan, (_, at) => VALUES[at % 4 === 3 ? 'good' : 'error'], LONG);
    expect(silent).toMatchObject({ phase: 'promoted', intervals: 15 });
    const twice = replayPlan(plan, (_, at) => VALUES[at === 1 || at === 9 ? 'bad' : 'good'], LONG);
    expect(twice).toMatchObject({ phase: 'rolled-back', intervals: 10 });
  });

  it('is left to a person where so many good measurements in a row do not come', () => {
    const metric =
      'count: 6\n      consecutiveSuccessLimit: 3\n      failureLimit: -1\n      successCondition: "result[0] < 3"';
    const plan = read(argo(metric, 'inline'));
    const replay = (marks: string) =>
      replayPlan(plan, (_, at) => VALUES[marks[at] === '-' ? 'bad' : 'good'], LONG);
    expect(replay('-+-+++')).toMatchObject({ phase: 'promoted', intervals: 6 });
    expect(replay('+-+-+-')).toMatchObject({ phase: 'paused', intervals: 6 });
  });
});
