import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchLines } from '@/lib/mesh/config/merge/match-lines';
import { mergedText, mergeTexts } from '@/lib/mesh/config/merge/merge-texts';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 }).map((lines) => lines.join('\n'));

describe('matchLines()', () => {
  it('pairs equal lines in the order of both texts', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [left, right] = [before.split('\n'), after.split('\n')];
        const pairs = matchLines(left, right);
        pairs.forEach(([a, b], index) => {
          expect(left[a]).toBe(right[b]);
          const [previousA, previousB] = pairs[index - 1] ?? [-1, -1];
          expect(a).toBeGreaterThan(previousA);
          expect(b).toBeGreaterThan(previousB);
        });
      }),
    );
  });

  it('finds the longest sequence', () => {
    expect(matchLines(['a', 'x', 'b', 'c'], ['x', 'a', 'b', 'c'])).toHaveLength(3);
  });
});

describe('mergeTexts()', () => {
  it('takes the other side whole where one side changed nothing', () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(mergedText(mergeTexts(base, changed, base), {})).toBe(changed);
        expect(mergedText(mergeTexts(base, base, changed), {})).toBe(changed);
        expect(mergedText(mergeTexts(base, changed, changed), {})).toBe(changed);
      }),
      { numRuns: 300 },
    );
  });

  it('holds every line of every side, in order', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const chunks = mergeTexts(base, mine, theirs);
        const side = (name: 'base' | 'mine' | 'theirs') => chunks.flatMap((chunk) => chunk[name]).join('\n');
        expect([side('base'), side('mine'), side('theirs')]).toEqual([base, mine, theirs]);
      }),
      { numRuns: 300 },
    );
  });

  it('joins changes of different places', () => {
    const chunks = mergeTexts('a\nb\nc', 'A\nb\nc', 'a\nb\nC');
    expect(chunks.some(({ kind }) => kind === 'conflict')).toBe(false);
    expect(mergedText(chunks, {})).toBe('A\nb\nC');
  });

  it('asks about one line that both changed, and does what is chosen', () => {
    const chunks = mergeTexts('a\nweight: 10\nc', 'a\nweight: 20\nc', 'a\nweight: 30\nc');
    const place = chunks.findIndex(({ kind }) => kind === 'conflict');
    expect(place).toBe(1);
    expect(mergedText(chunks, { [place]: 'mine' })).toBe('a\nweight: 20\nc');
    expect(mergedText(chunks, { [place]: 'theirs' })).toBe('a\nweight: 30\nc');
    expect(mergedText(chunks, { [place]: 'both' })).toBe('a\nweight: 30\nweight: 20\nc');
  });
});
