import { describe, expect, it } from 'vitest';
import { COLLECTING_LIMITS } from '@/agent/telemetry/collect/collecting-limits';
import { SlowWatch } from '@/agent/telemetry/collect/slow-watch';

/** 1 to 100 ms, again and again. */
function warm(watch: SlowWatch, operation: string, count: number, nowMs = 0): number {
  let slow = 0;
  for (let i = 0; i < count; i++) if (watch.isSlow(operation, (1 + (i % 100)) * 1_000, nowMs)) slow++;
  return slow;
}

describe('SlowWatch', () => {
  it('knows the p99 of each operation by itself, within a tenth', () => {
    const watch = new SlowWatch();
    warm(watch, 'GET /', 2_000);
    for (let i = 0; i < 2_000; i++) watch.isSlow('POST /pay', 1_000_000, 0);
    expect(watch.isSlow('GET /', 115_000, 0)).toBe(true);
    expect(watch.isSlow('GET /', 85_000, 0)).toBe(false);
    expect(watch.isSlow('POST /pay', 900_000, 0)).toBe(false);
  });

  it('calls nothing slow before it has seen enough', () => {
    expect(warm(new SlowWatch(), 'GET /', 200)).toBe(0);
  });

  it('calls at most about one of a hundred slow', () => {
    const watch = new SlowWatch();
    warm(watch, 'GET /', 5_000);
    expect(warm(watch, 'GET /', 5_000)).toBeLessThanOrEqual(60);
  });

  it('forgets what is two windows ago', () => {
    const watch = new SlowWatch();
    for (let i = 0; i < 1_000; i++) watch.isSlow('GET /', 1_000, 0);
    const { slowWindowMs } = COLLECTING_LIMITS;
    for (const turn of [1, 2]) {
      for (let i = 0; i < 1_000; i++) watch.isSlow('GET /', 500_000, turn * slowWindowMs);
    }
    expect(watch.isSlow('GET /', 450_000, 2 * slowWindowMs)).toBe(false);
  });

  it('follows a bounded number of operations', () => {
    const watch = new SlowWatch();
    for (let n = 0; n < COLLECTING_LIMITS.operations; n++) watch.isSlow(`${n}`, 1, 0);
    warm(watch, 'one more', 2_000);
    expect(watch.isSlow('one more', 10_000_000, 0)).toBe(false);
  });
});
