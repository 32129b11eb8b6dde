import { describe, expect, it } from 'vitest';
import { SequenceGaps } from '@/lib/server/store/sink/sequence-gaps';

const batch = (sequence: number, agentId = 'a') => ({
  agentId,
  epoch: 'e',
  sequence,
  points: [],
  logs: [],
  spans: [],
});

describe('SequenceGaps', () => {
  it('holds back what follows a failed batch until that one comes again', () => {
    const gaps = new SequenceGaps();
    gaps.failed(batch(5));
    gaps.failed(batch(6));
    expect(gaps.isBehind(batch(7))).toBe(true);
    expect(gaps.isBehind(batch(5))).toBe(false);
    expect(gaps.isBehind(batch(6))).toBe(false);
  });

  it('does not concern other agents', () => {
    const gaps = new SequenceGaps();
    gaps.failed(batch(5));
    expect(gaps.isBehind(batch(7, 'b'))).toBe(false);
  });

  it('forgets when the agent says anew what it holds', () => {
    const gaps = new SequenceGaps();
    gaps.failed(batch(5));
    gaps.forget('a', 'e');
    expect(gaps.isBehind(batch(9))).toBe(false);
  });
});
