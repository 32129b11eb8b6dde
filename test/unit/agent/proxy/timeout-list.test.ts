import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTimeout, stopTimeout } from '@/agent/proxy/timeout-list';

describe('startTimeout()', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => {
    // The lists outlive a test: their timers must not wait on a clock that is gone.
    vi.runAllTimers();
    vi.useRealTimers();
  });

  it('calls each in its time, in the order in which they began', () => {
    const called: string[] = [];
    startTimeout(100, () => called.push('a'));
    vi.advanceTimersByTime(60);
    startTimeout(100, () => called.push('b'));
    startTimeout(50, () => called.push('short'));
    vi.advanceTimersByTime(39);
    expect(called).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(called).toEqual(['a']);
    vi.advanceTimersByTime(10);
    expect(called).toEqual(['a', 'short']);
    vi.advanceTimersByTime(50);
    expect(called).toEqual(['a', 'short', 'b']);
  });

  it('calls nobody that was stopped, wherever it stood, and may be stopped again', () => {
    const called: number[] = [];
    const all = [0, 1, 2, 3, 4].map((n) => startTimeout(100, () => called.push(n)));
    for (const n of [0, 2, 4, 2]) {
      const timeout = all[n];
      if (timeout !== undefined) stopTimeout(timeout);
    }
    vi.advanceTimersByTime(150);
    expect(called).toEqual([1, 3]);
    for (const timeout of all) stopTimeout(timeout);
    startTimeout(100, () => called.push(9));
    vi.advanceTimersByTime(99);
    expect(called).toEqual([1, 3]);
    vi.advanceTimersByTime(1);
    expect(called).toEqual([1, 3, 9]);
  });

  it('goes on with the others when one stops them or begins another', () => {
    const called: string[] = [];
    startTimeout(100, () => {
      called.push('first');
      stopTimeout(second);
      startTimeout(100, () => called.push('again'));
    });
    const second = startTimeout(100, () => called.push('second'));
    startTimeout(100, () => called.push('third'));
    vi.advanceTimersByTime(100);
    expect(called).toEqual(['first', 'third']);
    vi.advanceTimersByTime(100);
    expect(called).toEqual(['first', 'third', 'again']);
  });
});
