import { describe, expect, it } from 'vitest';
import { AreaIndex } from '@/lib/mesh/graph/layout/area-index';

const square = (x: number, y: number, side: number) => ({
  left: x,
  right: x + side,
  top: y,
  bottom: y + side,
});

describe('AreaIndex', () => {
  it('finds what covers a part of an area, each thing once, however many cells they share', () => {
    const index = new AreaIndex();
    index.add(square(-500, -500, 1_000));
    index.add(square(100, 100, 10));
    expect(index.countOver(square(0, 0, 400))).toBe(2);
    expect(index.countOver(square(105, 105, 1))).toBe(2);
    expect(index.isFree(square(-10, -10, 5))).toBe(false);
  });

  it('holds what only touches, or lies in the same cell, for free', () => {
    const index = new AreaIndex();
    index.add(square(0, 0, 10));
    expect(index.isFree(square(10, 0, 10))).toBe(true);
    expect(index.isFree(square(40, 40, 10))).toBe(true);
    expect(index.countOver(square(40, 40, 10))).toBe(0);
  });

  it('is right far away from the middle', () => {
    const index = new AreaIndex();
    index.add(square(9_000_000, -9_000_000, 50));
    expect(index.isFree(square(9_000_010, -8_999_990, 5))).toBe(false);
    expect(index.isFree(square(0, 0, 50))).toBe(true);
  });
});
