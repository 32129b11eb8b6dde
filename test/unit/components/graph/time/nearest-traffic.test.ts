import { describe, expect, it } from 'vitest';
import { describeHistory } from '@/components/graph/past-empty';
import { nearestTraffic } from '@/components/graph/time/nearest-traffic';

const step = (fromMs: number, requests: number) => ({
  fromMs,
  toMs: fromMs + 100,
  requests,
  errorShare: 0,
  failing: 0,
  degraded: 0,
  worst: '',
});

describe('nearestTraffic()', () => {
  const steps = [step(0, 0), step(100, 5), step(200, 0), step(1_000, 0), step(1_100, 7), step(1_200, 9)];

  it('leads on to what came next, from its beginning', () => {
    expect(nearestTraffic(steps, { fromMs: 900, toMs: 950 })).toEqual({ fromMs: 1_100, toMs: 1_200 });
    expect(nearestTraffic(steps, { fromMs: -50, toMs: -20 })).toEqual({ fromMs: 100, toMs: 200 });
  });

  it('leads back to what was before, up to its end, when that is nearer', () => {
    expect(nearestTraffic(steps, { fromMs: 300, toMs: 350 })).toEqual({ fromMs: 100, toMs: 200 });
    expect(nearestTraffic(steps, { fromMs: 5_000, toMs: 5_010 })).toEqual({ fromMs: 1_200, toMs: 1_300 });
  });

  it('keeps the length of a window that is longer than a step', () => {
    expect(nearestTraffic(steps, { fromMs: 1_300, toMs: 1_600 })).toEqual({ fromMs: 1_000, toMs: 1_300 });
  });

  it('leads nowhere without any', () => {
    expect(nearestTraffic([step(0, 0)], { fromMs: 0, toMs: 10 })).toBeUndefined();
  });
});

describe('describeHistory()', () => {
  it('tells a time before all history from a gap in it', () => {
    expect(describeHistory(null, 5)).toContain('Nothing has been recorded so far');
    expect(describeHistory(10, 5)).toContain('after this window');
    expect(describeHistory(1, 5)).toContain('There is data since');
  });
});
