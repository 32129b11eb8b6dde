import { describe, expect, it } from 'vitest';
import { readLiveness } from '@/components/shell/liveness';

const live = {
  range: { kind: 'relative', seconds: 300 },
  state: { connection: 'open', isPaused: false, clockSkewMs: 0 },
  newestDataMs: 99_000,
  nowMs: 100_000,
} as const;

describe('readLiveness()', () => {
  it('is live with the age of the newest data by the console’s clock', () => {
    expect(readLiveness(live)).toMatchObject({ kind: 'live', ageMs: 1_000 });
    expect(readLiveness({ ...live, state: { ...live.state, clockSkewMs: 2_000 } })).toMatchObject({
      ageMs: 3_000,
    });
  });

  it('has different words for stale, lost, quiet, paused and past', () => {
    const kinds = [
      readLiveness({ ...live, nowMs: 200_000 }),
      readLiveness({ ...live, state: { ...live.state, connection: 'lost' } }),
      readLiveness({ ...live, newestDataMs: null }),
      readLiveness({ ...live, state: { ...live.state, isPaused: true } }),
      readLiveness({ ...live, range: { kind: 'absolute', fromMs: 0, toMs: 1 } }),
      readLiveness({ ...live, newestDataMs: undefined }),
    ].map(({ kind }) => kind);
    expect(kinds).toEqual(['stale', 'lost', 'quiet', 'paused', 'history', 'connecting']);
  });
});
