import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordValue } from '@/lib/mesh/metrics/histogram';
import { createPoint, mergePoint, type Point } from '@/lib/mesh/metrics/point';
import { HOT_WINDOW_LIMITS } from '@/lib/server/hot-window/hot-window-limits';
import { MemoryHotWindow } from '@/lib/server/hot-window/memory-hot-window';
import type { PointSample } from '@/lib/server/store/contract/telemetry-sink';

const START = 1_800_000_000;

function samplePoint(requests: number, latencyUs: number): Point {
  const point = createPoint();
  point.requests = requests;
  point.durationUs = requests * latencyUs;
  point.requestBytes = 5_000_000_000;
  point.requestMessages = requests * 2;
  point.responseMessages = requests * 3;
  point.tcpOpened = 1;
  recordValue(point.latency, latencyUs, requests);
  return point;
}

/** Comparable sums: the layout of a dense histogram depends on the order of merging, its counts do not. */
function plain(points: ReadonlyMap<number, Point>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [series, point] of [...points].sort((a, b) => a[0] - b[0])) {
    const counts: Record<number, number> = {};
    for (const [i, count] of point.latency.counts.entries())
      if (count !== 0) counts[point.latency.offset + i] = count;
    out[series] = {
      ...point,
      samples: undefined,
      revision: undefined,
      latency: { zero: point.latency.zero, counts },
    };
  }
  return out;
}

function expectedTotals(samples: readonly PointSample[], from: number, to: number): Map<number, Point> {
  const totals = new Map<number, Point>();
  for (const sample of samples) {
    if (sample.second < from || sample.second >= to) continue;
    const total = totals.get(sample.series) ?? createPoint();
    mergePoint(total, sample.point);
    totals.set(sample.series, total);
  }
  return totals;
}

const sampleArbitrary = fc.record({
  series: fc.integer({ min: 1, max: 5 }),
  age: fc.integer({ min: 0, max: 20 }),
  requests: fc.integer({ min: 1, max: 300 }),
  latencyUs: fc.integer({ min: 0, max: 2 ** 34 }),
});

describe('MemoryHotWindow', () => {
  it('sums exactly what was added, while time moves and samples come late', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ step: fc.integer({ min: 0, max: 7 }), samples: fc.array(sampleArbitrary) }), {
          maxLength: 30,
        }),
        fc.oneof(fc.constantFrom(10, 60), fc.integer({ min: 1, max: 30 })),
        fc.integer({ min: 0, max: 3 }),
        (rounds, length, behind) => {
          let second = START;
          const hot = new MemoryHotWindow({ now: () => second * 1000, slabBytes: 64 * 1024 });
          hot.warm((START - 100) * 1000, []);
          const all: PointSample[] = [];
          for (const round of rounds) {
            second += round.step;
            const samples = round.samples.map((s) => ({
              series: s.series,
              second: second - s.age,
              point: samplePoint(s.requests, s.latencyUs),
            }));
            all.push(...samples);
            hot.add(samples);
            // A read may lie behind the one before: the newest data need not be of now.
            for (const to of [second, second - behind]) {
              const window = { fromMs: (to - length) * 1000, toMs: to * 1000 };
              const expected = plain(expectedTotals(all, to - length, to));
              expect(plain(hot.readTotals(window).points)).toEqual(expected);
              expect(plain(hot.readTotals(window, [1, 2, 3, 4, 5]).points)).toEqual(expected);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('readSteps() adds up to readTotals() and leaves quiet steps undefined', () => {
    const hot = new MemoryHotWindow({ now: () => START * 1000 });
    hot.warm((START - 60) * 1000, [
      { series: 1, second: START - 60, point: samplePoint(2, 100) },
      { series: 1, second: START - 59, point: samplePoint(3, 100) },
      { series: 1, second: START - 10, point: samplePoint(5, 100) },
    ]);
    const steps = hot.readSteps({ fromMs: (START - 60) * 1000, toMs: START * 1000 }, 5_000, [1, 2]);
    expect(steps.points.get(1)?.map((point) => point?.requests)).toEqual([
      5,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      5,
      undefined,
    ]);
    expect(steps.points.has(2)).toBe(false);
  });

  it('answers() leaves to the store what it does not hold and what would take long', () => {
    let second = START;
    const hot = new MemoryHotWindow({ now: () => second * 1000 });
    const all = Array.from({ length: 4_000 }, (_, i) => i + 1);
    for (; second < START + 61; second++) {
      hot.add(all.map((series) => ({ series, second, point: samplePoint(1, 50) })));
    }
    const last = (seconds: number) => ({ fromMs: (second - seconds) * 1000, toMs: second * 1000 });
    expect(hot.answers(last(60))).toBe(true);
    expect(hot.answers(last(600))).toBe(false);
    expect(hot.answers(last(55))).toBe(false);
    expect(hot.answers(last(55), [1, 2, 3])).toBe(true);
    expect(hot.answers(last(20))).toBe(true);
  });

  it('keeps at most its bound of bytes and says what it no longer covers', () => {
    const hot = new MemoryHotWindow({
      now: () => (START + 200) * 1000,
      bytes: 64 * 1024,
      slabBytes: 16 * 1024,
    });
    hot.warm(START * 1000, []);
    for (let second = START; second < START + 200; second++) {
      hot.add(Array.from({ length: 50 }, (_, i) => ({ series: i + 1, second, point: samplePoint(1, 50) })));
      expect(hot.bytes()).toBeLessThanOrEqual(64 * 1024 + 16 * 1024);
    }
    const { fromMs, toMs } = hot.coverage();
    expect(fromMs).toBeGreaterThan(START * 1000);
    const { points, window } = hot.readTotals({ fromMs: START * 1000, toMs });
    expect(window.fromMs).toBe(fromMs);
    expect(points.get(1)?.requests).toBe(START + 200 - fromMs / 1000);
  });

  it('forgets what lies behind its reach', () => {
    let second = START;
    const hot = new MemoryHotWindow({ now: () => second * 1000 });
    hot.add([{ series: 7, second: START, point: samplePoint(1, 50) }]);
    second += HOT_WINDOW_LIMITS.seconds + 1;
    hot.add([{ series: 8, second, point: samplePoint(1, 50) }]);
    expect([...hot.readTotals({ fromMs: 0, toMs: Number.MAX_SAFE_INTEGER }).points.keys()]).toEqual([8]);
  });

  it('leaves samples from the far future to the store', () => {
    const hot = new MemoryHotWindow({ now: () => START * 1000 });
    hot.add([{ series: 7, second: START + 3_600, point: samplePoint(1, 50) }]);
    expect(hot.newestMs()).toBeUndefined();
  });

  it('knows when a series was last seen after that has left the window', () => {
    let now = START * 1000;
    const hot = new MemoryHotWindow({ now: () => now });
    hot.add([{ series: 1, second: START, point: samplePoint(1, 10) }]);
    now += 3_600_000;
    hot.add([
      { series: 2, second: START + 3_600, point: samplePoint(1, 10) },
      { series: 3, second: START + 60, point: samplePoint(1, 10) },
    ]);
    expect([1, 2, 3, 4].map((series) => hot.lastSeenMs(series))).toEqual([
      (START + 1) * 1000,
      (START + 3_601) * 1000,
      (START + 61) * 1000,
      undefined,
    ]);
  });
});
