import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { runInTurns } from '@/lib/server/lifecycle/run-in-turns';

function* work(steps: number, stepMs: number): Generator<undefined, number> {
  for (let step = 0; step < steps; step++) {
    const endMs = performance.now() + stepMs;
    while (performance.now() < endMs);
    yield;
  }
  return steps;
}

describe('runInTurns()', () => {
  it('gives what the work returns', async () => {
    expect(await runInTurns(work(5, 0))).toBe(5);
  });

  it('lets others have their turn in work that takes long', async () => {
    let isOver = false;
    let turns = 0;
    const others = (async () => {
      while (!isOver) {
        await setImmediate();
        turns++;
      }
    })();
    await runInTurns(work(20, 5));
    isOver = true;
    await others;
    expect(turns).toBeGreaterThan(3);
  });
});
