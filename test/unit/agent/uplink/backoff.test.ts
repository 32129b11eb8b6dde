import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from '@/agent/uplink/backoff';

describe('backoffMs()', () => {
  it('grows its ceiling with each failure up to half a minute, and spreads over all of it', () => {
    expect([0, 1, 2, 20].map((failures) => backoffMs(failures, 0.9999))).toEqual([249, 499, 999, 29_997]);
    fc.assert(
      fc.property(fc.nat(1_000), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, random) => {
        const wait = backoffMs(failures, random);
        return wait >= 0 && wait < 30_000 && backoffMs(failures, 0) === 0;
      }),
    );
  });
});
