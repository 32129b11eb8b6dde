import { describe, expect, it } from 'vitest';
import { createHistogram, mergeHistogram, recordValue } from '@/lib/mesh/metrics/histogram';
import type { TestedGate } from '@/lib/mesh/rollout/judge/gate';
import { GateJudge } from '@/lib/mesh/rollout/judge/gate-judge';
import type { GateVerdict } from '@/lib/mesh/rollout/judge/gate-verdict';
import { rollDice, type Scenario, simulateVersions } from '@/test/support/rollout/simulate-versions';

const ERRORS: TestedGate = { kind: 'error-rate', against: 'stable', share: 0.01 };
const LATENCY: TestedGate = { kind: 'latency', against: 'stable', quantile: 0.95, slowdown: 0.2 };
const SIGNIFICANCE = 0.01;

/** The verdict after so many seconds, or the first one that fails. */
function judge(
  gate: TestedGate,
  scenario: Partial<Scenario>,
  seconds: number,
  seed = 1,
): GateVerdict & { second: number } {
  const run = simulateVersions({ rate: 100, weight: 0.1, errors: 0.01, ...scenario }, rollDice(seed));
  const reference = createHistogram();
  for (let i = 0; i < 60; i++) {
    const next = run.next();
    if (!next.done) mergeHistogram(reference, next.value.stable.latency);
  }
  const judging = new GateJudge(gate, SIGNIFICANCE, reference);
  for (let second = 1; second <= seconds; second++) {
    const next = run.next();
    if (!next.done) judging.observe(next.value);
    const verdict = judging.verdict();
    if (verdict.outcome === 'fail' || second === seconds) return { ...verdict, second };
  }
  throw new Error('no second was judged');
}

describe('GateJudge', () => {
  it('condemns a canary that fails half of its requests within three seconds', () => {
    const verdict = judge(ERRORS, { canaryErrors: 0.5 }, 30);
    expect(verdict.outcome).toBe('fail');
    expect(verdict.second).toBeLessThanOrEqual(3);
    expect(verdict.certainty).toBeGreaterThan(0.99);
    expect(verdict.sentence).toMatch(
      /^The canary fails \d.* % of \d+ requests, stable fails .*: worse, with 99 % certainty\.$/,
    );
    expect(verdict.otherwise).toContain('would have been as good as stable');
  });

  it('condemns a canary that is 30 % slower at p95', () => {
    const verdict = judge(LATENCY, { canarySlow: 1.3 }, 120);
    expect(verdict.outcome).toBe('fail');
    expect(verdict.canary.latencyMs).toBeGreaterThan((verdict.stable?.latencyMs ?? 0) * 1.15);
  });

  it('leaves a canary alone that is slower everywhere but at the quantile', () => {
    const version = (quickMs: number, requests: number) => {
      const latency = createHistogram();
      recordValue(latency, quickMs * 1_000, requests * 0.8);
      recordValue(latency, 200_000, requests * 0.2);
      return { requests, errors: 0, latency };
    };
    const judging = new GateJudge(LATENCY, SIGNIFICANCE, version(20, 6_000).latency);
    for (let second = 0; second < 300; second++) {
      judging.observe({ stable: version(20, 90), canary: version(60, 10) });
    }
    expect(judging.verdict().outcome).toBe('pass');
  });

  it('passes an equal canary once a worse one would have been found out', () => {
    expect(judge(ERRORS, {}, 5)).toMatchObject({ outcome: 'undecided' });
    expect(judge(ERRORS, {}, 5).requestsNeeded).toBeGreaterThan(100);
    expect(judge(ERRORS, {}, 600)).toMatchObject({ outcome: 'pass', requestsNeeded: 0 });
    expect(judge(LATENCY, {}, 600)).toMatchObject({ outcome: 'pass' });
  });

  it('neither passes nor fails without traffic, and says how much is missing', () => {
    const verdict = judge(ERRORS, { rate: 0 }, 60);
    expect(verdict).toMatchObject({ outcome: 'undecided', certainty: 0 });
    expect(verdict.sentence).toContain('has had no request');
  });

  it('does not blame the canary for trouble that both versions share', () => {
    for (let seed = 1; seed <= 5; seed++) {
      expect(judge(ERRORS, { errors: 0.3, noise: 1, memorySeconds: 10 }, 120, seed).outcome).not.toBe('fail');
      expect(judge(LATENCY, { wave: 0.6, waveSeconds: 120 }, 120, seed).outcome).not.toBe('fail');
    }
  });

  it('keeps a fixed bound without looking at the stable version', () => {
    const gate: TestedGate = { kind: 'error-rate', against: 'bound', share: 0.05 };
    expect(judge(gate, { errors: 0.01, canaryErrors: 0.15 }, 120)).toMatchObject({ outcome: 'fail' });
    expect(judge(gate, { errors: 0.01 }, 120)).not.toHaveProperty('stable');
    const slow: TestedGate = { kind: 'latency', against: 'bound', quantile: 0.95, boundMs: 30 };
    expect(judge(slow, {}, 120)).toMatchObject({ outcome: 'fail', slowMs: 30 });
  });

  it('condemns at most the stated part of healthy canaries', () => {
    let condemned = 0;
    const runs = 200;
    for (let seed = 1; seed <= runs; seed++) {
      if (judge(ERRORS, { rate: 40, weight: 0.2, errors: 0.02 }, 60, seed).outcome === 'fail') condemned++;
    }
    expect(condemned).toBeLessThanOrEqual(runs * SIGNIFICANCE + 3);
  });
});
