import { describe, expect, it } from 'vitest';
import { describeCoverage } from '@/components/graph/compare/describe-coverage';

describe('describeCoverage()', () => {
  const window = { from: 0, to: 300_000 };

  it('says how much of the window is known', () => {
    expect(describeCoverage(window, 180_000)).toBe(
      'Recording began in that window: only its last 2 min of 5 min are compared.',
    );
  });

  it('says that nothing is known', () => {
    expect(describeCoverage(window, 300_000)).toContain('Nothing was recorded then');
  });
});
