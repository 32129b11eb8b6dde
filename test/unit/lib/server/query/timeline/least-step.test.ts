import { describe, expect, it } from 'vitest';
import { leastStep } from '@/lib/server/query/timeline/least-step';

const HOUR = 3_600;

describe('leastStep()', () => {
  it.each([
    { seconds: HOUR, series: 0, least: 10 },
    { seconds: HOUR, series: 12_000, least: 10 },
    { seconds: HOUR, series: 60_000, least: 60 },
    { seconds: 24 * HOUR, series: 500, least: 10 },
    { seconds: 24 * HOUR, series: 5_000, least: 60 },
    { seconds: 24 * HOUR, series: 60_000, least: 600 },
    { seconds: 7 * 24 * HOUR, series: 60_000, least: 3_600 },
  ])('is $least s for $series series over $seconds s', ({ seconds, series, least }) => {
    expect(leastStep(seconds, series)).toBe(least);
  });
});
