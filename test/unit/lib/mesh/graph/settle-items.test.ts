import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueTurns, settleItems, turnsFor } from '@/lib/mesh/graph/settle-items';

const edge = (id: string, rate: number, more: object = {}) => ({
  id,
  rate,
  health: { status: 'Healthy' },
  ...more,
});
const byId = <T extends { id: string }>(...items: T[]) =>
  Object.fromEntries(items.map((item) => [item.id, item]));
const nobody = { due: new Set<number>(), turns: 10 };

describe('settleItems()', () => {
  it('keeps the very object for what moved too little to be seen', () => {
    const shown = edge('a', 100, { latency: { p50: 20 }, responses: [{ code: '200', rate: 100 }] });
    const now = edge('a', 103, { latency: { p50: 20.4 }, responses: [{ code: '200', rate: 103 }] });
    expect(settleItems(byId(shown), [now], nobody).a).toBe(shown);
  });

  it.each([
    ['a rate that jumped', edge('a', 110)],
    ['the first failure', edge('a', 100, { errorPercent: 0.01 })],
    ['another health', edge('a', 100, { health: { status: 'Failure' } })],
    ['another code', edge('a', 100, { responses: [{ code: '500', rate: 0.1 }] })],
    ['a field that is new', edge('a', 100, { latency: { p50: 1 } })],
  ])('shows %s at once', (_, now) => {
    const shown = edge('a', 100, { errorPercent: 0, responses: [{ code: '200', rate: 0.1 }] });
    expect(settleItems(byId(shown), [now], nobody).a).toBe(now);
  });

  it('shows what is new, finished, and forgets what is gone', () => {
    const settled = settleItems(byId(edge('gone', 1)), [edge('new', 1.23)], nobody, (item) => ({
      ...item,
      rate: 1,
    }));
    expect(settled).toEqual({ new: edge('new', 1) });
  });

  it('does not take a sentence about numbers for more than the numbers', () => {
    const shown = edge('a', 100, { health: { status: 'Degraded', errorPercent: 3.1, reason: '3.1 %' } });
    const now = edge('a', 100, { health: { status: 'Degraded', errorPercent: 3.2, reason: '3.2 %' } });
    expect(settleItems(byId(shown), [now], nobody).a).toBe(shown);
  });

  it('keeps what nobody could see, due or not', () => {
    const shown = edge('a', 100);
    expect(settleItems(byId(shown), [edge('a', 101.9)], { due: new Set([0]), turns: 1 }).a).toBe(shown);
    expect(settleItems(byId(shown), [edge('a', 103)], { due: new Set([0]), turns: 1 }).a?.rate).toBe(103);
  });

  it('shows everything as it is once all turns came, in whatever seconds it looked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 2, max: 15 }),
        (pauses, turns) => {
          const items = Array.from({ length: 40 }, (_, at) => edge(`edge-${at}`, 104));
          let shown = byId(...items.map((item) => ({ ...item, rate: 100 })));
          let second = 1_000;
          for (const pause of pauses) {
            const due = dueTurns(second, second + pause, turns);
            second += pause;
            shown = settleItems(shown, items, { due, turns });
          }
          if (second - 1_000 >= turns) expect(Object.values(shown)).toEqual(items);
        },
      ),
    );
  });
});

describe('dueTurns()', () => {
  it('gives every turn the first time, and none twice in a second', () => {
    expect(dueTurns(undefined, 77, 4)).toEqual(new Set([0, 1, 2, 3]));
    expect(dueTurns(77, 77, 4)).toEqual(new Set());
    expect(dueTurns(70, 77, 4)).toEqual(new Set([0, 1, 2, 3]));
    expect(dueTurns(76, 77, 4)).toEqual(new Set([1]));
  });
});

describe('turnsFor()', () => {
  it('lets small drawings show everything always, and large ones in bounded time', () => {
    expect(turnsFor(300)).toBe(1);
    expect(turnsFor(1_200)).toBe(4);
    expect(turnsFor(1_000_000)).toBe(15);
  });
});
