import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RegistrySnapshot } from '@/lib/mesh/registry/service';
import { ConfigPushes } from '@/lib/server/ingest/config-pushes';

/** A clock that stands still but for what pushes cost. */
let clock: number;
let current: RegistrySnapshot;
let listener: (() => void) | undefined;
let pushes: ConfigPushes;

const publish = (revision: number): void => {
  current = { revision } as RegistrySnapshot;
  listener?.();
};
const targetOf = (costMs: number) => {
  const told: number[] = [];
  const push = ({ revision }: RegistrySnapshot): void => {
    told.push(revision);
    clock += costMs;
  };
  return { told, push };
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'] });
  clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  current = { revision: 1 } as RegistrySnapshot;
  pushes = new ConfigPushes({
    snapshot: () => current,
    onSnapshot: (listen) => {
      listener = () => listen(current);
      return () => {
        listener = undefined;
        return true;
      };
    },
  });
});
afterEach(() => {
  pushes.stop();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('ConfigPushes', () => {
  it('tells few targets of everything at once', () => {
    const targets = [targetOf(0), targetOf(0)];
    for (const target of targets) pushes.add(target);
    publish(2);
    publish(3);
    expect(targets.map(({ told }) => told)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  it('lets other work in between where telling all of them takes long', () => {
    const targets = Array.from({ length: 6 }, () => targetOf(0));
    for (const target of targets) pushes.add(target);
    const slow = targets.map((target) => {
      pushes.remove(target);
      const other = targetOf(5);
      pushes.add(other);
      return other;
    });
    vi.runAllTimers();
    publish(2);
    const reached = () => slow.filter(({ told }) => told.includes(2)).length;
    expect(reached()).toBe(2);
    vi.advanceTimersToNextTimer();
    expect(reached()).toBe(4);
    vi.runAllTimers();
    expect(reached()).toBe(6);
  });

  it('tells all of a round the same, skips what was overtaken and rests as long as the round took', () => {
    const slow = Array.from({ length: 4 }, () => targetOf(10));
    for (const target of slow) pushes.add(target);
    vi.runAllTimers();
    publish(2);
    publish(3);
    publish(4);
    for (const _ of slow.slice(1)) vi.advanceTimersToNextTimer();
    expect(slow.map(({ told }) => told)).toEqual(slow.map(() => [1, 2]));
    vi.advanceTimersByTime(39);
    expect(slow[0]?.told).toEqual([1, 2]);
    vi.runAllTimers();
    expect(slow.map(({ told }) => told)).toEqual(slow.map(() => [1, 2, 4]));
  });

  it('tells one that joins meanwhile at its turn, and one that left no more', () => {
    const [first, second, late] = [targetOf(10), targetOf(10), targetOf(0)];
    pushes.add(first);
    pushes.add(second);
    vi.runAllTimers();
    publish(2);
    pushes.add(late);
    pushes.remove(second);
    expect(late.told).toEqual([]);
    vi.runAllTimers();
    expect([first.told, second.told, late.told]).toEqual([[1, 2], [1], [2]]);
  });

  it('tells nobody of anything after it was stopped', () => {
    const target = targetOf(0);
    pushes.add(target);
    pushes.stop();
    publish(2);
    vi.runAllTimers();
    expect(target.told).toEqual([1]);
  });
});
