import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countNewer, mergeLines } from '@/lib/client/logs/tail-buffer';
import { makeLine } from './make-line';

const line = (id: number, at = id) => makeLine({ id: String(id).padStart(6, '0'), start_time: at });
const ids = (lines: readonly { id: string }[]) => lines.map(({ id }) => Number(id));

describe('mergeLines()', () => {
  it('puts the newest first and each line once', () => {
    expect(ids(mergeLines([line(3), line(1)], [line(2), line(3), line(4)]))).toEqual([4, 3, 2, 1]);
  });

  it('keeps its identity when nothing is new', () => {
    const known = mergeLines([], [line(2), line(1)]);
    expect(mergeLines(known, [line(1)])).toBe(known);
  });

  it('leaves out the oldest beyond the limit', () => {
    expect(ids(mergeLines([line(2), line(1)], [line(3)], 2))).toEqual([3, 2]);
  });

  it('does not depend on the order or grouping of arrival', () => {
    const some = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 20 });
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        const of = (numbers: number[]) => numbers.map((n) => line(n, n % 7));
        const left = mergeLines(mergeLines(mergeLines([], of(a)), of(b)), of(c));
        const right = mergeLines(mergeLines([], of(c)), of([...b, ...a]));
        expect(new Set(ids(left))).toEqual(new Set(ids(right)));
        expect(ids(left)).toEqual(ids(mergeLines([], left)));
      }),
    );
  });
});

describe('countNewer()', () => {
  it('counts what arrived above the newest line on show', () => {
    const lines = mergeLines([], [line(1), line(2), line(3)]);
    expect(countNewer(lines, line(1))).toBe(2);
    expect(countNewer(lines, line(3))).toBe(0);
    expect(countNewer(lines, undefined)).toBe(3);
  });
});
