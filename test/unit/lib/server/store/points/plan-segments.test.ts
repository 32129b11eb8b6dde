import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TIER_MS, TIERS } from '@/lib/server/store/contract/store-maintenance';
import { type Coverage, edgeGrainMs, planSegments } from '@/lib/server/store/points/plan-segments';
import { roundStepMs } from '@/lib/server/store/points/step-width';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A moment in the middle of everything: 12:34:56. */
const NOW = Date.UTC(2026, 10, 22, 12, 34, 56);

function coverage(
  now = NOW,
  retained = { '10s': DAY, '1m': 7 * DAY, '10m': 30 * DAY, '1h': 365 * DAY },
): Coverage {
  const closed = Math.floor((now - 8_000) / 10_000) * 10_000;
  const entries = TIERS.map((tier) => [
    tier,
    {
      retainedFromMs: Math.floor((now - retained[tier]) / DAY) * DAY,
      rolledThroughMs: Math.floor(closed / TIER_MS[tier]) * TIER_MS[tier],
    },
  ]);
  return Object.fromEntries(entries) as Coverage;
}

const windows = fc
  .tuple(fc.integer({ min: 1, max: 400 * DAY }), fc.integer({ min: 1_000, max: 40 * DAY }))
  .map(([ago, length]) => ({ fromMs: NOW - ago, toMs: Math.min(NOW, NOW - ago + length) }));

describe('planSegments()', () => {
  it('covers the window without gaps or overlaps, in whole buckets of each tier', () => {
    fc.assert(
      fc.property(windows, (wanted) => {
        const { window, segments } = planSegments(wanted, edgeGrainMs(wanted), coverage());
        let at = window.fromMs;
        for (const segment of segments) {
          expect(segment.fromMs).toBe(at);
          expect(segment.toMs).toBeGreaterThan(segment.fromMs);
          expect(segment.fromMs % TIER_MS[segment.tier]).toBe(0);
          expect(segment.toMs % TIER_MS[segment.tier]).toBe(0);
          at = segment.toMs;
        }
        expect(at).toBe(window.toMs);
      }),
    );
  });

  it('holds the wanted window as far as history reaches', () => {
    fc.assert(
      fc.property(windows, (wanted) => {
        const { window, segments } = planSegments(wanted, edgeGrainMs(wanted), coverage());
        if (segments.length === 0) return;
        const oldest = coverage()['1h'].retainedFromMs ?? 0;
        expect(window.fromMs).toBeLessThanOrEqual(Math.max(wanted.fromMs, oldest));
        expect(window.toMs).toBeGreaterThanOrEqual(wanted.toMs);
      }),
    );
  });

  it('never asks a tier for what it has dropped or not rolled up', () => {
    fc.assert(
      fc.property(windows, (wanted) => {
        const tiers = coverage();
        for (const { tier, fromMs, toMs } of planSegments(wanted, edgeGrainMs(wanted), tiers).segments) {
          expect(fromMs).toBeGreaterThanOrEqual(tiers[tier].retainedFromMs ?? 0);
          if (tier !== '10s') expect(toMs).toBeLessThanOrEqual(tiers[tier].rolledThroughMs);
        }
      }),
    );
  });

  it('answers a day with hours in the middle and finer buckets behind what is rolled up', () => {
    const wanted = { fromMs: NOW - DAY, toMs: NOW };
    const { segments } = planSegments(wanted, edgeGrainMs(wanted), coverage());
    expect(segments.map((segment) => segment.tier)).toEqual(['10m', '1h', '10m', '1m', '10s']);
  });

  it('answers a minute from 10 s buckets', () => {
    const wanted = { fromMs: NOW - 90_000, toMs: NOW - 30_000 };
    const { segments } = planSegments(wanted, edgeGrainMs(wanted), coverage(), ['10s']);
    expect(segments).toEqual([{ tier: '10s', fromMs: NOW - 96_000, toMs: NOW - 26_000 }]);
  });

  it('is empty before history begins', () => {
    expect(planSegments({ fromMs: 0, toMs: 1_000 }, 10_000, coverage()).segments).toEqual([]);
  });
});

describe('edgeGrainMs()', () => {
  it('moves the edges of a window by a hundredth of it at most', () => {
    expect([HOUR, 6 * HOUR, DAY, 30 * DAY].map((length) => edgeGrainMs({ fromMs: 0, toMs: length }))).toEqual(
      [10_000, 60_000, 600_000, HOUR],
    );
  });
});

describe('roundStepMs()', () => {
  it('gives steps that whole buckets of the widest usable tier fill', () => {
    expect([1, 10_000, 15_000, 61_000, 601_000, HOUR + 1].map((step) => roundStepMs(step, 10_000))).toEqual([
      10_000,
      10_000,
      20_000,
      120_000,
      1_200_000,
      2 * HOUR,
    ]);
  });

  it('is never finer than what is retained', () => {
    expect(roundStepMs(10_000, 600_000)).toBe(600_000);
  });
});
