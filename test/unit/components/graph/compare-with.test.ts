import { describe, expect, it } from 'vitest';
import { baseOf, printBase, readBase } from '@/components/graph/compare/compare-with';

describe('readBase()', () => {
  it('reads what printBase() writes, and nothing from other text', () => {
    expect(readBase(undefined)).toBeUndefined();
    expect(readBase(printBase('previous', 0))).toEqual({});
    expect(readBase(printBase('86400', 0))).toEqual({ ago: 86_400 });
    expect(readBase(printBase('custom', 7_200_500))).toEqual({ baseFrom: 3_600_000 });
    expect(readBase('@later')).toBeUndefined();
  });
});

describe('baseOf()', () => {
  it('shows the choice that an address stands for', () => {
    expect(baseOf('604800')).toBe('604800');
    expect(baseOf('@3600000')).toBe('custom');
    expect(baseOf('yesterday')).toBe('none');
  });
});
