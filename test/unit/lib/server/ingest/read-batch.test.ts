import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchSchema } from '@/lib/protocol/ingest/agent-message';
import { readBatch } from '@/lib/server/ingest/read-batch';

const oddNumber = fc.oneof(
  fc.nat(),
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -0, 2 ** 53, 2 ** 53 - 1, 1e300, Number.NaN, Number.POSITIVE_INFINITY),
);
const odd = fc.oneof(
  oddNumber,
  fc.string(),
  fc.constantFrom(null, undefined, true, {}, []),
  fc.array(fc.integer(), { maxLength: 4 }),
);
const mostly = <T>(good: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 30, arbitrary: good as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd });

const histogram = mostly(
  fc.array(fc.oneof({ weight: 20, arbitrary: fc.integer() }, { weight: 1, arbitrary: odd }), {
    maxLength: 6,
  }),
);
const pointRow = mostly(
  fc
    .tuple(
      fc.array(mostly(fc.nat()), { minLength: 6, maxLength: 6 }),
      histogram,
      fc.array(mostly(fc.nat()), { minLength: 4, maxLength: 7 }),
    )
    .map(([before, latency, after]) => [...before, latency, ...after]),
);
const columns = mostly(
  fc.record({
    rows: mostly(fc.nat(5)),
    dictionary: mostly(fc.array(mostly(fc.string()), { maxLength: 4 })),
    columns: mostly(
      fc.dictionary(
        fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
        mostly(fc.array(mostly(fc.oneof(fc.double({ noNaN: true }), fc.constant(null), fc.array(fc.nat()))))),
        { maxKeys: 3 },
      ),
    ),
  }),
);
const batch = fc.record(
  {
    type: fc.oneof({ weight: 30, arbitrary: fc.constant('batch') }, { weight: 1, arbitrary: odd }),
    sequence: mostly(fc.nat()),
    points: mostly(fc.array(pointRow, { maxLength: 3 })),
    logs: fc.oneof(fc.constant(null), columns),
    spans: fc.oneof(fc.constant(null), columns),
  },
  { requiredKeys: ['points'] },
);

describe('readBatch()', () => {
  it('takes exactly what batchSchema takes', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(batch, fc.anything()), (value) => {
        const expected = batchSchema.safeParse(value).success;
        if (expected) taken++;
        expect(readBatch(value) !== undefined).toBe(expected);
      }),
      { numRuns: 3_000 },
    );
    expect(taken).toBeGreaterThan(20);
  });

  it('bounds what one batch may hold, as batchSchema does', () => {
    const empty = { type: 'batch', sequence: 1, points: [], logs: null, spans: null };
    const long = { ...empty, logs: { rows: 0, dictionary: ['x'.repeat(4_097)], columns: {} } };
    const row = [1, 1, 1, 1, 1, 1, [0, 0], 0, 0, 0, 0];
    const many = { ...empty, points: Array.from({ length: 20_001 }, () => row) };
    const wide = { ...empty, points: [[1, 1, 1, 1, 1, 1, new Array(2_601).fill(0), 0, 0, 0, 0]] };
    for (const value of [long, many, wide]) {
      expect(readBatch(value)).toBeUndefined();
      expect(batchSchema.safeParse(value).success).toBe(false);
    }
    expect(readBatch(empty)).toBe(empty);
  });
});
