import { describe, expect, it } from 'vitest';
import { failingAlternatives, TOLERATED_ODDS } from '@/lib/mesh/rollout/judge/alternatives';

describe('failingAlternatives()', () => {
  it('begins with the smallest difference that matters, in odds of the stable version', () => {
    const [smallest] = failingAlternatives(0.01, 0.01);
    expect(smallest?.odds).toBeCloseTo(0.02 / 0.98 / (0.01 / 0.99), 10);
  });

  it('stays above what is tolerated, and finite, whatever stable does', () => {
    for (const stable of [0, 0.01, 0.5, 0.999, 1]) {
      for (const { odds } of failingAlternatives(0.01, stable)) {
        expect(odds).toBeGreaterThan(TOLERATED_ODDS.failing);
        expect(odds).toBeLessThan(1e6);
      }
    }
  });
});
