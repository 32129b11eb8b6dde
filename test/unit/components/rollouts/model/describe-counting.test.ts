import { describe, expect, it } from 'vitest';
import { describeCounting } from '@/components/rollouts/model/describe-counting';

describe('describeCounting()', () => {
  it('says nothing of a gate that counts as gates usually do', () => {
    expect(describeCounting({ min: 99, intervalSeconds: 30, failures: 2 })).toEqual([]);
  });

  it('says what an imported gate brings along', () => {
    const counted = { intervalSeconds: 20, failures: 1, delaySeconds: 60, good: { min: 0.95 }, count: 3 };
    expect(describeCounting({ ...counted, unclear: 1, emptyInARow: 5, notANumber: 'bad' })).toEqual([
      'first asked after 60 s',
      'good from 0.95',
      'goes on after 3 readings',
      'asks a person after 1 unclear reading',
      'no answer 5 times in a row fails it',
      '"not a number" is bad',
    ]);
    expect(describeCounting({ intervalSeconds: 20, failures: 1, count: 0 })).toEqual(['holds no step up']);
  });
});
