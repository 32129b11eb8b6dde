import { describe, expect, it } from 'vitest';
import { replayHref } from '@/components/rollouts/model/replay-href';

const service = { namespace: 'shop', name: 'orders' };
const START = Date.parse('2026-01-02T03:04:05Z');
const paramsOf = (seconds: number | null, nowMs = START) =>
  new URL(
    replayHref({ service, startedAt: START, endedAt: seconds && START + seconds * 1_000 }, nowMs),
    'http://x',
  ).searchParams;

describe('replayHref()', () => {
  it('opens the graph where the run began, the whole run on the track, and plays it in half a minute', () => {
    const params = paramsOf(280);
    expect(params.get('range')).toBe('2026-01-02T03:03:50.000Z~2026-01-02T03:04:20.000Z');
    expect([params.get('track'), params.get('speed'), params.get('ns')]).toEqual(['15m', '10', 'shop']);
    expect(paramsOf(7_200).get('track')).toBe('6h');
    expect(paramsOf(7_200).get('speed')).toBe('60');
  });

  it('goes by now while the run is under way', () => {
    expect(paramsOf(null, START + 20_000).get('speed')).toBe('1');
  });
});
