import { describe, expect, it } from 'vitest';
import { describeTolerance } from '@/components/entities/health/describe-tolerance';
import { readDrafts, toDraft } from '@/components/entities/health/tolerance-draft';
import { DEFAULT_TOLERANCES } from '@/lib/mesh/health/tolerance';

describe('describeTolerance()', () => {
  it('says the defaults in words', () => {
    expect(DEFAULT_TOLERANCES.map(describeTolerance)).toEqual([
      '5XX of http: degraded above 0 %, failing from 10 %',
      '4XX of http: degraded from 10 %, failing from 20 %',
      'Any status but OK of grpc: degraded above 0 %, failing from 10 %',
      'No response of http and grpc: degraded above 0 %, failing from 10 %',
    ]);
  });

  it('says which side, and leaves out what never happens', () => {
    const one = { code: '404|429', protocol: 'http', direction: 'inbound', degraded: 5, failure: 5 };
    expect(describeTolerance(one)).toBe('404 or 429 of http coming in: failing from 5 %');
  });
});

describe('readDrafts()', () => {
  it('gives back what was written', () => {
    const drafts = DEFAULT_TOLERANCES.map(toDraft);
    expect(readDrafts(drafts)).toEqual({ tolerances: DEFAULT_TOLERANCES, problems: new Map() });
    const [first] = drafts;
    if (first === undefined) throw new Error('no draft');
    expect(readDrafts([{ ...first, degraded: '0,5 %' }]).tolerances).toMatchObject([{ degraded: 0.5 }]);
  });

  it('says what is wrong with which line', () => {
    const [first, second] = DEFAULT_TOLERANCES.map(toDraft);
    if (first === undefined || second === undefined) throw new Error('no drafts');
    const { tolerances, problems } = readDrafts([first, { ...second, failure: '' }]);
    expect(tolerances).toBeUndefined();
    expect([...problems.keys()]).toEqual([second.key]);
  });
});
