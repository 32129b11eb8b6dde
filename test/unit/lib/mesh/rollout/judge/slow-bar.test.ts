import { describe, expect, it } from 'vitest';
import { createHistogram, type Histogram, recordValue } from '@/lib/mesh/metrics/histogram';
import { GateJudge } from '@/lib/mesh/rollout/judge/gate-judge';
import { SlowBar } from '@/lib/mesh/rollout/judge/slow-bar';
import { rollDice, simulateVersions } from '@/test/support/rollout/simulate-versions';

const GATE = { kind: 'latency', against: 'stable', quantile: 0.95, slowdown: 0.2 } as const;

/** 1 ms, 2 ms ... `count` ms, stretched. */
function durations(count: number, stretch = 1): Histogram {
  const histogram = createHistogram();
  for (let n = 1; n <= count; n++) recordValue(histogram, n * 1_000 * stretch);
  return histogram;
}

const open = (before: Histogram) => new SlowBar(GATE, before, 1.15, 0.5);

describe('SlowBar', () => {
  it("stands at stable's quantile and half the slow-down that matters", () => {
    const bar = open(durations(100)).settle();
    expect(bar?.slowUs).toBeGreaterThan(103_000);
    expect(bar?.slowUs).toBeLessThan(106_000);
  });

  it('does not stand before stable has answered enough', () => {
    const bar = open(createHistogram());
    bar.learn(durations(49));
    expect(bar.settle()).toBeUndefined();
    bar.learn(durations(1));
    expect(bar.settle()).toBeDefined();
  });

  it('comes down from a past that was ten times as slow within seconds', () => {
    const bar = open(durations(30_000, 1 / 30));
    for (let second = 0; second < 15; second++) bar.learn(durations(90));
    expect(bar.settle()?.slowUs).toBeLessThan(200_000);
  });

  it('keeps what little it knows where there is little traffic', () => {
    const bar = open(durations(100));
    for (let second = 0; second < 600; second++) bar.learn(createHistogram());
    expect(bar.settle()).toEqual(open(durations(100)).settle());
  });
});

describe('GateJudge with a past that was slower', () => {
  it('finds the slower canary nevertheless, and leaves the equal one alone', () => {
    const outcomeOf = (canarySlow: number) => {
      const run = simulateVersions({ rate: 100, weight: 0.1, errors: 0.01, canarySlow }, rollDice(3));
      const judge = new GateJudge(GATE, 0.025, durations(27_000, 1 / 200));
      for (let second = 0; second < 180; second++) {
        const next = run.next();
        if (!next.done) judge.observe(next.value);
        if (judge.verdict().outcome === 'fail') return 'fail';
      }
      return judge.verdict().outcome;
    };
    expect(outcomeOf(1.3)).toBe('fail');
    expect(outcomeOf(1)).not.toBe('fail');
  });
});
