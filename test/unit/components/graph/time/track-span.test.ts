import { describe, expect, it } from 'vitest';
import { trackWindow, usualSpan } from '@/components/graph/time/track-span';

const HOUR = 3_600_000;
const NOW = 1_800_000_000_000;
const OLDEST = NOW - 30 * 24 * HOUR;
const past = (hoursAgo: number, minutes = 5) => ({
  kind: 'absolute' as const,
  fromMs: NOW - hoursAgo * HOUR,
  toMs: NOW - hoursAgo * HOUR + minutes * 60_000,
});

describe('trackWindow()', () => {
  it('ends now while the window is near', () => {
    const live = { kind: 'relative', seconds: 300 } as const;
    expect(trackWindow(undefined, live, NOW, OLDEST)).toEqual({ fromMs: NOW - HOUR, toMs: NOW });
    expect(trackWindow('6h', past(5), NOW, OLDEST)).toEqual({ fromMs: NOW - 6 * HOUR, toMs: NOW });
  });

  it('lies around a window of long ago, and stands still while that moves a little', () => {
    const track = trackWindow('1h', past(50.3), NOW, OLDEST);
    expect(track.toMs - track.fromMs).toBe(HOUR);
    expect(track.fromMs).toBeLessThanOrEqual(past(50.3).fromMs);
    expect(track.toMs).toBeGreaterThanOrEqual(past(50.3).toMs);
    expect(trackWindow('1h', past(50.29), NOW, OLDEST)).toEqual(track);
  });

  it('reaches over all of retention, and over a window from before it', () => {
    expect(trackWindow('all', past(2), NOW, OLDEST)).toEqual({ fromMs: OLDEST, toMs: NOW });
    expect(trackWindow('all', past(24 * 40), NOW, OLDEST).fromMs).toBe(past(24 * 40).fromMs);
  });

  it('is never shorter than the window', () => {
    const long = past(40, 30 * 60);
    const track = trackWindow('15m', long, NOW, OLDEST);
    expect(track.fromMs).toBeLessThanOrEqual(long.fromMs);
    expect(track.toMs).toBeGreaterThanOrEqual(long.toMs);
  });
});

describe('usualSpan()', () => {
  it('suits the window', () => {
    expect(usualSpan({ kind: 'relative', seconds: 60 })).toBe('15m');
    expect(usualSpan({ kind: 'relative', seconds: 300 })).toBe('1h');
    expect(usualSpan({ kind: 'relative', seconds: 30 * 86_400 })).toBe('all');
  });
});
