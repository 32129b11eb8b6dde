import { describe, expect, it } from 'vitest';
import { describeReplay } from '@/lib/mesh/whatif/describe-replay';

const load = (workload: string, before: number, after: number) => ({
  ...{ host: 'r', namespace: 'shop', workload, version: 'v' },
  before,
  after,
});

describe('describeReplay()', () => {
  it('names what changes, most of it first', () => {
    const sentence = describeReplay(
      {
        requests: 12_408,
        outcomes: [
          { kind: 'same', requests: 11_165 },
          { kind: 'moved', requests: 1_240 },
          { kind: 'denied', requests: 3 },
        ],
        sideEffects: [{ kind: 'mirrored', requests: 620.4 }],
        load: [load('reviews-v1', 12_408, 11_165), load('reviews-v2', 0, 1_240)],
      },
      'the last hour',
    );
    expect(sentence).toBe(
      'Of 12,408 requests in the last hour, 1,240 would go to reviews-v2; 3 would be denied; 620 would be copied by a mirror.',
    );
  });

  it('says when nothing changes, and when there is nothing to try', () => {
    const nothing = { outcomes: [], sideEffects: [], load: [] };
    expect(describeReplay({ ...nothing, requests: 5 }, 'the last hour')).toBe(
      'Of 5 requests in the last hour, all would end where they did.',
    );
    expect(describeReplay({ ...nothing, requests: 0 }, 'the last hour')).toContain('nothing to try');
  });
});
