import { describe, expect, it } from 'vitest';
import { describeBand } from '@/components/rollouts/model/describe-band';

describe('describeBand()', () => {
  it('says a shared unit once, and both where they differ', () => {
    expect(describeBand({ low: 20, high: 25 })).toBe('20 to 25 ms');
    expect(describeBand({ low: 900, high: 1_500 })).toBe('900 ms to 1.50 s');
  });

  it('is open above where too few requests were seen', () => {
    expect(describeBand({ low: 20, high: null })).toBe('from 20 ms up');
    expect(describeBand({ low: 0, high: null })).toBe('too few to say');
  });
});
