import { describe, expect, it } from 'vitest';
import { formatPush, isTakenByAll, type PushOutcome } from '@/agent/cli/api/wait-for-agents';

type AgentPush = PushOutcome['agents'][number];

const agent = (workload: string, over: Partial<AgentPush> = {}): AgentPush =>
  ({
    agentId: workload,
    workload,
    namespace: 'shop',
    connected: true,
    ackedRevision: 7,
    nackReason: null,
    ...over,
  }) as AgentPush;

const outcome = (agents: AgentPush[]): PushOutcome => ({ revision: 7, elapsedMs: 12.3, agents });

describe('formatPush()', () => {
  it('counts agents that took it and lists none of them', () => {
    const all = outcome(Array.from({ length: 500 }, (_, index) => agent(`web-${index}`)));
    expect(formatPush(all)).toBe('500 of 500 agents took it within 13 ms\n');
    expect(isTakenByAll(all)).toBe(true);
  });

  it('lists refusals first, then those that have not answered', () => {
    const mixed = outcome([
      agent('web'),
      agent('cart', { ackedRevision: 6 }),
      agent('orders', { ackedRevision: 6, nackReason: 'no certificate' }),
    ]);
    const [head, names, ...rows] = formatPush(mixed).trimEnd().split('\n');
    expect(head).toBe('1 of 3 agents took it within 13 ms');
    expect(names).toMatch(/^WORKLOAD +NAMESPACE +RESULT$/);
    expect(rows[0]).toMatch(/^orders +shop +NACK, keeps its last good one: no certificate$/);
    expect(rows[1]).toMatch(/^cart +shop +no answer yet$/);
    expect(rows).toHaveLength(2);
    expect(isTakenByAll(mixed)).toBe(false);
  });

  it('says so when nobody is connected', () => {
    expect(formatPush(outcome([]))).toContain('no agent is connected');
  });
});
