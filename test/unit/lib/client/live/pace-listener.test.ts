import { describe, expect, it } from 'vitest';
import { paceListener } from '@/lib/client/live/pace-listener';

function makeSource() {
  const listeners = new Set<() => void>();
  const timers: { run: () => void; atMs: number }[] = [];
  const state = { nowMs: 1_000 };
  const host = {
    nowMs: () => state.nowMs,
    later: (run: () => void, ms: number) => {
      const timer = { run, atMs: state.nowMs + ms };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  };
  return {
    host,
    listen: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    change: () => {
      for (const listener of listeners) listener();
    },
    advance: (ms: number) => {
      state.nowMs += ms;
      for (const timer of timers.filter(({ atMs }) => atMs <= state.nowMs)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
    },
    timers,
    listeners,
  };
}

describe('paceListener()', () => {
  it('hears the first change at once and a burst after it as one', () => {
    const source = makeSource();
    let heard = 0;
    paceListener(source.listen, 500, source.host)(() => heard++);
    for (let i = 0; i < 10; i++) source.change();
    expect(heard).toBe(1);
    source.advance(499);
    expect(heard).toBe(1);
    source.advance(1);
    expect(heard).toBe(2);
  });

  it('stays silent without changes', () => {
    const source = makeSource();
    let heard = 0;
    paceListener(source.listen, 500, source.host)(() => heard++);
    source.change();
    source.advance(5_000);
    expect(heard).toBe(1);
  });

  it('lets go of its source and its timer', () => {
    const source = makeSource();
    const stop = paceListener(source.listen, 500, source.host)(() => undefined);
    source.change();
    source.change();
    stop();
    expect(source.listeners.size).toBe(0);
    expect(source.timers).toHaveLength(0);
  });
});
