import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centreWindow, dragWindow, SHORTEST_MS, toRange } from '@/components/graph/time/move-window';
import { playStart, playStep } from '@/components/graph/time/play-step';

const BOUNDS = { fromMs: 0, toMs: 1_000_000 };
const WINDOW = { fromMs: 400_000, toMs: 500_000 };
const NOW = 1_800_000_000_000;

describe('dragWindow()', () => {
  it('keeps the window inside the bounds, in order, and long enough, wherever the hand goes', () => {
    const part = fc.constantFrom('body', 'start', 'end' as const);
    fc.assert(
      fc.property(part, fc.integer({ min: -2_000_000, max: 2_000_000 }), (which, delta) => {
        const { fromMs, toMs } = dragWindow(WINDOW, which as 'body', delta, BOUNDS);
        expect(fromMs).toBeGreaterThanOrEqual(BOUNDS.fromMs);
        expect(toMs).toBeLessThanOrEqual(BOUNDS.toMs);
        expect(toMs - fromMs).toBeGreaterThanOrEqual(SHORTEST_MS);
        if (which === 'body') expect(toMs - fromMs).toBe(100_000);
      }),
    );
  });

  it('moves one edge alone', () => {
    expect(dragWindow(WINDOW, 'start', 20_000, BOUNDS)).toEqual({ fromMs: 420_000, toMs: 500_000 });
    expect(dragWindow(WINDOW, 'end', 20_000, BOUNDS)).toEqual({ fromMs: 400_000, toMs: 520_000 });
  });
});

describe('centreWindow()', () => {
  it('sets the window around a moment', () => {
    expect(centreWindow(WINDOW, 200_000, BOUNDS)).toEqual({ fromMs: 150_000, toMs: 250_000 });
    expect(centreWindow(WINDOW, 999_000, BOUNDS)).toEqual({ fromMs: 900_000, toMs: 1_000_000 });
  });
});

describe('toRange()', () => {
  it('is live at the present and whole seconds before', () => {
    expect(toRange({ fromMs: NOW - 60_000, toMs: NOW - 400 }, NOW, 1_000)).toEqual({
      kind: 'relative',
      seconds: 60,
    });
    expect(toRange({ fromMs: NOW - 90_100, toMs: NOW - 30_100 }, NOW, 1_000)).toEqual({
      kind: 'absolute',
      fromMs: NOW - 90_000,
      toMs: NOW - 30_000,
    });
  });
});

describe('playStart()', () => {
  it('goes back from the present, not before history begins, and stays where a fixed window is', () => {
    const live = { kind: 'relative', seconds: 300 } as const;
    expect(playStart(live, NOW, 0)).toEqual({
      kind: 'absolute',
      fromMs: NOW - 13 * 300_000,
      toMs: NOW - 12 * 300_000,
    });
    // As long as nobody knows where data begins, it starts where there is some for sure.
    expect(playStart(live, NOW, undefined)).toMatchObject({ fromMs: NOW - 600_000, toMs: NOW - 300_000 });
    expect(playStart(live, NOW, NOW - 900_000)).toMatchObject({ fromMs: NOW - 900_000 });
    const fixed = { kind: 'absolute', fromMs: 1_000, toMs: 2_000 } as const;
    expect(playStart(fixed, NOW, undefined)).toBe(fixed);
  });
});

describe('playStep()', () => {
  it('moves by the time that went by, so many times as fast', () => {
    const window = { fromMs: NOW - 900_000, toMs: NOW - 600_000 };
    expect(playStep(window, 60, 500, NOW)).toEqual({
      kind: 'absolute',
      fromMs: NOW - 870_000,
      toMs: NOW - 570_000,
    });
  });

  it('is live when it has caught up', () => {
    const window = { fromMs: NOW - 310_000, toMs: NOW - 10_000 };
    expect(playStep(window, 60, 500, NOW)).toEqual({ kind: 'relative', seconds: 300 });
  });
});
