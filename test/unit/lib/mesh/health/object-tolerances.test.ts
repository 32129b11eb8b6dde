import { describe, expect, it } from 'vitest';
import { toleranceProblem } from '@/lib/mesh/health/object-tolerances';

const good = { code: '5XX', protocol: 'http', direction: '.*', degraded: 1, failure: 5 };

describe('toleranceProblem()', () => {
  it('takes codes, classes of codes, alternatives and no response', () => {
    for (const code of ['5XX', '404|429', '-', '^[1-9]$|^1[0-6]$'])
      expect(toleranceProblem({ ...good, code })).toBeUndefined();
    expect(toleranceProblem({ ...good, degraded: 5 })).toBeUndefined();
  });

  it.each([
    [{ code: ' ' }, 'missing'],
    [{ failure: 101 }, 'between 0 and 100'],
    [{ degraded: Number.NaN }, 'between 0 and 100'],
    [{ degraded: 6 }, 'must not be more'],
  ])('refuses %o', (change, why) => {
    expect(toleranceProblem({ ...good, ...change })).toContain(why);
  });
});
