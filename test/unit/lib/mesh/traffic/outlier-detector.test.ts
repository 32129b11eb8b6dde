import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutlierPlan } from '@/lib/mesh/routing/effective-traffic-policy';
import {
  checkHost,
  countOutcome,
  createHostRecord,
  eject,
  ejectionEndMs,
  isPanicking,
  mayEject,
  type TryOutcome,
} from '@/lib/mesh/traffic/outlier-detector';

const PLAN: OutlierPlan = {
  consecutive5xxErrors: 5,
  consecutiveGatewayErrors: 0,
  splitsLocalErrors: false,
  consecutiveLocalOriginFailures: 5,
  intervalMs: 10_000,
  baseEjectionMs: 30_000,
  maxEjectionPercent: 10,
  minHealthPercent: 0,
};
const status = (code: number): TryOutcome => ({ kind: 'status', code });
const FAILURE: TryOutcome = { kind: 'local-failure' };

/** The index of the outcome that ejects, -1 when none does. */
function findEjection(plan: OutlierPlan, outcomes: readonly TryOutcome[]): number {
  const host = createHostRecord();
  return outcomes.findIndex((outcome) => countOutcome(plan, host, outcome));
}

describe('countOutcome()', () => {
  it('ejects at the fifth 5xx in a row, and any other answer starts the count anew', () => {
    const bad = Array.from({ length: 5 }, () => status(500));
    expect(findEjection(PLAN, bad)).toBe(4);
    expect(findEjection(PLAN, [...bad.slice(1), status(404), ...bad.slice(1)])).toBe(-1);
  });

  it('counts what failed here as a 5xx and a gateway error, unless they are split', () => {
    expect(findEjection({ ...PLAN, consecutive5xxErrors: 2 }, [FAILURE, status(500)])).toBe(1);
    expect(
      findEjection({ ...PLAN, consecutive5xxErrors: 0, consecutiveGatewayErrors: 2 }, [FAILURE, status(503)]),
    ).toBe(1);
    const split = {
      ...PLAN,
      consecutive5xxErrors: 2,
      splitsLocalErrors: true,
      consecutiveLocalOriginFailures: 3,
    };
    expect(findEjection(split, [FAILURE, status(500), FAILURE])).toBe(-1);
    expect(findEjection(split, [FAILURE, FAILURE, FAILURE])).toBe(2);
  });

  it('a 500 is no gateway error and ends a run of them; 0 switches a rule off', () => {
    const gateway = { ...PLAN, consecutive5xxErrors: 0, consecutiveGatewayErrors: 2 };
    expect(findEjection(gateway, [status(502), status(500), status(504)])).toBe(-1);
    expect(findEjection(gateway, [status(502), status(504)])).toBe(1);
    expect(
      findEjection(
        { ...PLAN, consecutive5xxErrors: 0 },
        Array.from({ length: 50 }, () => status(500)),
      ),
    ).toBe(-1);
  });

  it('law: ejects exactly when some run of 5xx is as long as the rule', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), fc.integer({ min: 1, max: 6 }), (bad, limit) => {
        const outcomes = bad.map((isBad) => status(isBad ? 500 : 200));
        const hasRun = bad
          .map((b) => (b ? 'x' : '.'))
          .join('')
          .includes('x'.repeat(limit));
        expect(findEjection({ ...PLAN, consecutive5xxErrors: limit }, outcomes) >= 0).toBe(hasRun);
      }),
    );
  });
});

describe('mayEject()', () => {
  it('never ejects of fewer than ten hosts with ten percent', () => {
    expect([1, 5, 9].map((hosts) => mayEject(PLAN, 0, hosts))).toEqual([false, false, false]);
    expect([mayEject(PLAN, 0, 10), mayEject(PLAN, 1, 10), mayEject(PLAN, 1, 20)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(mayEject({ ...PLAN, maxEjectionPercent: 100 }, 2, 3)).toBe(true);
    expect(mayEject({ ...PLAN, maxEjectionPercent: 100 }, 0, 0)).toBe(false);
  });

  it('law: never more than the percentage is out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 100 }), (hosts, percent) => {
        let ejected = 0;
        while (mayEject({ ...PLAN, maxEjectionPercent: percent }, ejected, hosts)) ejected++;
        expect((100 * ejected) / hosts).toBeLessThanOrEqual(percent);
        expect((100 * (ejected + 1)) / hosts).toBeGreaterThan(percent);
      }),
    );
  });
});

describe('eject() and checkHost()', () => {
  it('keep a host out for the base time, longer each time, never longer than five minutes', () => {
    const host = createHostRecord();
    const durations: number[] = [];
    let nowMs = 0;
    for (let i = 0; i < 14; i++) {
      eject(PLAN, host, nowMs);
      const end = ejectionEndMs(PLAN, host);
      durations.push(end - nowMs);
      expect(checkHost(PLAN, host, end - 1)).toBe(false);
      expect(checkHost(PLAN, host, end)).toBe(true);
      nowMs = end;
    }
    expect(durations.slice(0, 3)).toEqual([30_000, 60_000, 90_000]);
    expect(durations.at(-1)).toBe(300_000);
    expect(host.ejections).toBe(14);
  });

  it('forgive one step for each interval without an ejection, and forget the counts of a host that returns', () => {
    const host = createHostRecord();
    for (let i = 0; i < 4; i++) countOutcome(PLAN, host, status(500));
    eject(PLAN, host, 0);
    checkHost(PLAN, host, 30_000);
    expect(countOutcome(PLAN, host, status(500))).toBe(false);
    eject(PLAN, host, 40_000);
    expect(host.multiplier).toBe(2);
    checkHost(PLAN, host, 200_000);
    checkHost(PLAN, host, 210_000);
    checkHost(PLAN, host, 220_000);
    checkHost(PLAN, host, 230_000);
    expect(host.multiplier).toBe(0);
  });
});

describe('isPanicking()', () => {
  it('never with the default of 0, else when fewer hosts are left than asked for', () => {
    expect(isPanicking(PLAN, 0, 10)).toBe(false);
    const half = { ...PLAN, minHealthPercent: 50 };
    expect([isPanicking(half, 4, 10), isPanicking(half, 5, 10), isPanicking(half, 0, 0)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
