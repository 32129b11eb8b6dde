import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WantedTrace } from '@/lib/protocol/ingest/collect-trace';
import { COLLECT_DESK_LIMITS } from '@/lib/server/collect/collect-limits';
import { TraceDesk } from '@/lib/server/collect/trace-desk';

const id = (n: number) => n.toString(16).padStart(32, '0');

function start() {
  const clock = { nowMs: 1_000_000 };
  const desk = new TraceDesk(() => clock.nowMs);
  const join = () => {
    const wanted: WantedTrace[] = [];
    const agent = { wantTraces: (traces: readonly WantedTrace[]) => void wanted.push(...traces) };
    desk.join(agent);
    return { agent, wanted };
  };
  const ask = (...traces: WantedTrace[]) => {
    const isNew = desk.request(traces);
    vi.advanceTimersByTime(COLLECT_DESK_LIMITS.gatherMs);
    return isNew;
  };
  return { clock, desk, join, ask };
}

describe('TraceDesk', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('asks every agent once for a trace that many of them report', () => {
    const { ask, join } = start();
    const [first, second] = [join(), join()];
    expect(ask([id(1), 'error'], [id(1), 'error'])).toBe(true);
    expect(ask([id(1), 'slow'])).toBe(false);
    expect(first.wanted).toEqual([[id(1), 'error']]);
    expect(second.wanted).toEqual(first.wanted);
  });

  it('tells an agent that comes back what it missed, but nothing old, and nothing to one that has left', () => {
    const { ask, clock, desk, join } = start();
    const gone = join();
    desk.leave(gone.agent);
    ask([id(1), 'error']);
    clock.nowMs += COLLECT_DESK_LIMITS.rememberMs + 1;
    ask([id(2), 'error']);
    expect(join().wanted).toEqual([[id(2), 'error']]);
    expect(gone.wanted).toEqual([]);
    expect(desk.hasAgents).toBe(true);
  });

  it('asks for slow traces and for failures within budgets of their own', () => {
    const { ask, clock, desk, join } = start();
    const { wanted } = join();
    const many = (reason: string, from: number) =>
      Array.from({ length: 400 }, (_, n): WantedTrace => [id(from + n), reason]);
    ask(...many('slow', 0));
    expect(wanted).toHaveLength(COLLECT_DESK_LIMITS.slow.maxTokens);
    ask(...many('error', 1_000));
    expect(desk.counters.asked).toEqual({ slow: COLLECT_DESK_LIMITS.slow.maxTokens, error: 400 });
    expect(desk.counters.suppressed).toBe(400 - COLLECT_DESK_LIMITS.slow.maxTokens);
    clock.nowMs += 1_000;
    ask(...many('slow', 2_000));
    expect(desk.counters.asked.slow).toBe(
      COLLECT_DESK_LIMITS.slow.maxTokens + COLLECT_DESK_LIMITS.slow.tokensPerFill,
    );
  });
});
