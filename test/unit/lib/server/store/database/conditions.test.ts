import { describe, expect, it } from 'vitest';
import { Conditions, containing } from '@/lib/server/store/database/conditions';

describe('Conditions', () => {
  it('passes every value as a parameter', () => {
    const where = new Conditions()
      .add('a = ? AND b = ?', 1, 'x')
      .when(2, 'c = ? OR d = ?')
      .when(undefined, 'e = ?');
    expect(where.sql()).toBe('(a = $1 AND b = $2) AND (c = $3 OR d = $3)');
    expect(where.values).toEqual([1, 'x', 2]);
  });

  it('is true without conditions', () => {
    expect(new Conditions().sql()).toBe('true');
  });
});

describe('containing()', () => {
  it('takes wildcards of the text literally', () => {
    expect(containing('100%_\\')).toBe('%100\\%\\_\\\\%');
  });
});
