import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { repeat } from '@/lib/server/lifecycle/repeat';

let takesMs: number;
let begun: number[];
let errors: unknown[];
let end: () => void;

const act = async (): Promise<void> => {
  begun.push(performance.now());
  await new Promise((resolve) => setTimeout(resolve, takesMs));
};

beforeEach(() => {
  vi.useFakeTimers();
  takesMs = 0;
  begun = [];
  errors = [];
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

describe('repeat()', () => {
  it('begins again after the interval, however long it took', async () => {
    takesMs = 100;
    end = repeat(act, 1_000, 0, (error) => errors.push(error));
    await vi.advanceTimersByTimeAsync(2_500);
    expect(begun.map((at) => at - (begun[0] ?? 0))).toEqual([0, 1_000, 2_000]);
  });

  it('takes at most a fifth of the time where once takes long, and is never twice at once', async () => {
    takesMs = 2_000;
    end = repeat(act, 1_000, 500, (error) => errors.push(error));
    await vi.advanceTimersByTimeAsync(20_600);
    expect(begun.map((at) => at - (begun[0] ?? 0))).toEqual([0, 10_000, 20_000]);
  });

  it('rests no longer than it is told', async () => {
    takesMs = 2_000;
    end = repeat(act, 1_000, 0, (error) => errors.push(error), 1_000);
    await vi.advanceTimersByTimeAsync(6_500);
    expect(begun.map((at) => at - (begun[0] ?? 0))).toEqual([0, 3_000, 6_000]);
  });

  it('goes on after a failure, and tells of it', async () => {
    let times = 0;
    const fail = () => Promise.reject(new Error(`no ${++times}`));
    end = repeat(fail, 1_000, 0, (error) => errors.push(error));
    await vi.advanceTimersByTimeAsync(1_500);
    expect(errors).toEqual([new Error('no 1'), new Error('no 2')]);
  });

  it('ends also while it is at it', async () => {
    takesMs = 100;
    end = repeat(act, 1_000, 0, (error) => errors.push(error));
    await vi.advanceTimersByTimeAsync(50);
    end();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(begun).toHaveLength(1);
  });
});
