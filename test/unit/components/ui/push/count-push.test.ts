import { describe, expect, it } from 'vitest';
import { pushOfObjects } from '@/components/config/list/push-of';
import { answerOf, countPush } from '@/components/ui/push/count-push';
import type { AgentPush } from '@/lib/protocol/api/config-push';

const agent = (changes: Partial<AgentPush>): AgentPush => ({
  agentId: 'a',
  workload: 'reviews-v1',
  namespace: 'shop',
  role: 'sidecar',
  connected: true,
  state: 'synced',
  wantedRevision: 7,
  ackedRevision: 7,
  nackReason: null,
  sentAt: 1_000,
  answeredAt: 1_100,
  objects: 1,
  services: 1,
  ...changes,
});

const REFUSED = agent({ state: 'refused', ackedRevision: 6, nackReason: 'no such subset' });
const WAITING = agent({ state: 'pending', ackedRevision: 6 });
const OFFLINE = agent({ state: 'offline', connected: false, ackedRevision: 3 });

describe('answerOf()', () => {
  it('takes an agent that went on to a later revision for one that took this one', () => {
    expect(answerOf(agent({ state: 'refused', ackedRevision: 7, wantedRevision: 9 }), 7)).toBe('taken');
    expect(answerOf(REFUSED, 7)).toBe('refused');
    expect(answerOf(WAITING, 7)).toBe('waiting');
    expect(answerOf(OFFLINE, 7)).toBe('offline');
  });
});

describe('countPush()', () => {
  it('counts connected agents alone', () => {
    expect(countPush([agent({}), REFUSED, WAITING, OFFLINE], 7)).toEqual({ agents: 3, taken: 1, refused: 1 });
  });
});

describe('pushOfObjects()', () => {
  const push = (...agents: AgentPush[]) => ({
    revision: 1,
    pushRevision: 7,
    objects: 1,
    services: 1,
    counts: { synced: 0, pending: 0, refused: 0, offline: 0 },
    agents,
  });

  it('counts an object as taken by who is in step, or answered after it was changed', () => {
    expect(pushOfObjects(push(agent({}), WAITING, OFFLINE))({ updatedAt: 500 })).toEqual({
      agents: 2,
      taken: 2,
      refused: 0,
    });
    expect(pushOfObjects(push(agent({}), WAITING))({ updatedAt: 2_000 })).toEqual({
      agents: 2,
      taken: 1,
      refused: 0,
    });
  });

  it('says nothing before the agents were asked', () => {
    expect(pushOfObjects(undefined)({ updatedAt: 1 })).toBeUndefined();
  });
});
