import { describe, expect, it } from 'vitest';
import { describeConditions } from '@/lib/mesh/routing/describe-conditions';

describe('describeConditions()', () => {
  it('says every field of a match, and how it is matched where that is not by equality', () => {
    const match = {
      uri: { prefix: '/api' },
      headers: { 'end-user': { exact: 'jason' }, agent: { regex: '.*Firefox.*' } },
      port: 80,
    };
    expect(describeConditions(match)).toBe(
      'uri prefix /api, headers end-user jason agent regex .*Firefox.*, port 80',
    );
  });

  it("reads the Gateway API's own form", () => {
    const match = {
      path: { type: 'PathPrefix', value: '/beta' },
      headers: [{ name: 'x-canary', value: 'yes' }],
    };
    expect(describeConditions(match)).toBe('path PathPrefix /beta, headers x-canary yes');
  });

  it('has no words for a match of everything', () => {
    expect(describeConditions({})).toBe('');
  });
});
