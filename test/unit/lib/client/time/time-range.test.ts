import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeRange, formatSeconds } from '@/lib/client/time/format-range';
import { parseAbsolute, parseRelative } from '@/lib/client/time/parse-range';
import { stepRange } from '@/lib/client/time/step-range';
import { isSameRange, resolveRange, type TimeRange, toAbsolute } from '@/lib/client/time/time-range';
import { windowQuery } from '@/lib/client/time/window-query';
import { rangeCodec } from '@/lib/client/url/range-codec';

const NOW = Date.UTC(2026, 10, 22, 14, 0, 0);
const fiveMinutes: TimeRange = { kind: 'relative', seconds: 300 };

const anyRange: fc.Arbitrary<TimeRange> = fc.oneof(
  fc.integer({ min: 1, max: 31_536_000 }).map((seconds): TimeRange => ({ kind: 'relative', seconds })),
  fc
    .tuple(fc.integer({ min: 1_000_000_000_000, max: 2_000_000_000_000 }), fc.integer({ min: 1, max: 1e9 }))
    .map(([fromMs, length]): TimeRange => ({ kind: 'absolute', fromMs, toMs: fromMs + length })),
);

describe('parseRelative()', () => {
  it('is the inverse of formatSeconds()', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), (seconds) => {
        expect(parseRelative(formatSeconds(seconds))).toEqual({ kind: 'relative', seconds });
      }),
    );
  });

  it.each(['', '0m', '5', 'm', '-5m', '5y', '5.5h', '999999d', '1e3s'])('refuses %j', (text) => {
    expect(parseRelative(text)).toBeUndefined();
  });
});

describe('parseAbsolute()', () => {
  it('takes ISO instants and epoch milliseconds', () => {
    expect(parseAbsolute('2026-11-22T14:00:00Z', String(NOW + 1))).toEqual({
      kind: 'absolute',
      fromMs: NOW,
      toMs: NOW + 1,
    });
  });

  it('refuses a window that ends before it starts', () => {
    expect(parseAbsolute('2026-11-22T14:00:00Z', '2026-11-22T14:00:00Z')).toBeUndefined();
    expect(parseAbsolute('yesterday', 'today')).toBeUndefined();
  });
});

describe('rangeCodec', () => {
  it('reads back every range it prints', () => {
    fc.assert(
      fc.property(anyRange, (range) => isSameRange(rangeCodec.parse(rangeCodec.print(range)), range)),
    );
  });

  it('takes nonsense as the default', () => {
    for (const raw of ['x', '~', '1m~', '~~', '2026~2025'])
      expect(rangeCodec.parse(raw)).toEqual(rangeCodec.fallback);
  });
});

describe('stepRange()', () => {
  it('pins a moving window when stepping back and moves it by its length', () => {
    expect(stepRange(fiveMinutes, -1, NOW)).toEqual({
      kind: 'absolute',
      fromMs: NOW - 600_000,
      toMs: NOW - 300_000,
    });
  });

  it('becomes live again when a step forward reaches the present', () => {
    const back = stepRange(fiveMinutes, -1, NOW);
    expect(stepRange(back, 1, NOW)).toEqual(fiveMinutes);
    expect(stepRange(back, 1, NOW + 60_000)).toEqual(fiveMinutes);
  });

  it('undoes itself in the past', () => {
    const past: TimeRange = { kind: 'absolute', fromMs: NOW - 9e6, toMs: NOW - 8e6 };
    expect(stepRange(stepRange(past, -1, NOW), 1, NOW)).toEqual(past);
  });
});

describe('toAbsolute()', () => {
  it('keeps what is shown and lets it stay', () => {
    const pinned = toAbsolute(fiveMinutes, NOW);
    expect(resolveRange(pinned, NOW + 1e6)).toEqual(resolveRange(fiveMinutes, NOW));
  });
});

describe('windowQuery()', () => {
  it('leaves the clock to the console for a moving window', () => {
    expect(windowQuery(fiveMinutes)).toEqual({ window: 300 });
    expect(windowQuery({ kind: 'absolute', fromMs: 1.4, toMs: 9.6 })).toEqual({ from: 1, to: 10 });
  });
});

describe('describeRange()', () => {
  it('names a moving window by its length', () => {
    expect(describeRange(fiveMinutes)).toBe('Last 5m');
    expect(describeRange({ kind: 'relative', seconds: 604_800 })).toBe('Last 7d');
  });
});
