import { describe, expect, it } from 'vitest';
import { sparklinePath } from '@/components/ui/sparkline-path';

describe('sparklinePath()', () => {
  it('spans the whole width and height', () => {
    expect(sparklinePath([0, 10], 100, 20).line).toBe('M0,19L100,1');
  });

  it('draws a gap as a gap', () => {
    const { line, area } = sparklinePath([1, 1, null, 1], 90, 20);
    expect(line.match(/M/g)).toHaveLength(2);
    expect(area.match(/Z/g)).toHaveLength(2);
  });

  it('draws nothing of nothing and a floor of zeros', () => {
    expect(sparklinePath([], 100, 20).line).toBe('');
    expect(sparklinePath([0, 0], 100, 20).line).toBe('M0,19L100,19');
  });

  it('cuts off what is above a given top', () => {
    expect(sparklinePath([50, 5], 100, 20, 10).line).toBe('M0,1L100,10');
  });
});
