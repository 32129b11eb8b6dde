import { describe, expect, it } from 'vitest';
import { diffLines } from '@/components/rollouts/model/diff-lines';

describe('diffLines()', () => {
  it('shows what was taken away and added with two lines around, and leaves the rest out', () => {
    const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].join('\n');
    const lines = diffLines(before, before.replace('d', 'D'));
    expect(lines.map(({ kind, text }) => `${kind} ${text}`.trim())).toEqual([
      'skip',
      'same b',
      'same c',
      'removed d',
      'added D',
      'same e',
      'same f',
      'skip',
    ]);
  });

  it('takes every line of a new text as added', () => {
    expect(diffLines('', 'a\nb\n').map(({ kind }) => kind)).toEqual(['added', 'added']);
  });
});
