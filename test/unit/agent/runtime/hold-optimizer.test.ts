import { setFlagsFromString } from 'node:v8';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdOptimizer } from '@/agent/runtime/hold-optimizer';

vi.mock('node:v8', () => ({ setFlagsFromString: vi.fn() }));

beforeEach(() => {
  vi.useFakeTimers();
  vi.mocked(setFlagsFromString).mockClear();
});
afterEach(() => {
  vi.useRealTimers();
});

const flags = () => vi.mocked(setFlagsFromString).mock.calls.map(([flag]) => flag);

describe('holdOptimizer()', () => {
  it('lets nothing be optimized until it is told that the configuration is there', () => {
    const release = holdOptimizer();
    expect(flags()).toEqual(['--no-opt']);
    release();
    vi.advanceTimersByTime(60_000);
    expect(flags()).toEqual(['--no-opt', '--opt']);
  });

  it('waits two seconds for a configuration and no longer', () => {
    holdOptimizer();
    vi.advanceTimersByTime(1_999);
    expect(flags()).toEqual(['--no-opt']);
    vi.advanceTimersByTime(1);
    expect(flags()).toEqual(['--no-opt', '--opt']);
  });
});
