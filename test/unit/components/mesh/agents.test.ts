import { describe, expect, it } from 'vitest';
import { agentTrouble, bufferShare, describeDrops } from '@/components/mesh/model/agent-trouble';
import { findAgents } from '@/components/mesh/model/find-agents';
import { explainSync, syncState } from '@/components/mesh/model/sync-state';
import { makeAgent } from './make-agent';

const drops = (points: number, logs: number, spans: number, batches: number) => ({
  points,
  logs,
  spans,
  batches,
});

describe('syncState()', () => {
  it('speaks as istioctl proxy-status', () => {
    expect(syncState(makeAgent())).toBe('Synced');
    expect(syncState(makeAgent({ ackedRevision: 2 }))).toBe('Stale');
    expect(syncState(makeAgent({ wantedRevision: 0, ackedRevision: 0 }))).toBe('Not sent');
    expect(syncState(makeAgent({ ackedRevision: 2, nackReason: 'bad host' }))).toBe('Refused');
  });

  it('gives the reason of a refusal', () => {
    expect(explainSync(makeAgent({ ackedRevision: 2, nackReason: 'bad host' }))).toBe(
      'Refused the newest configuration and keeps serving by its last good one: bad host',
    );
  });
});

describe('agentTrouble()', () => {
  it('is empty when all is well', () => {
    expect(agentTrouble(makeAgent())).toEqual([]);
  });

  it('names lost connections, silent processes, losses and full buffers', () => {
    const tones = (agent: Parameters<typeof makeAgent>[0]) =>
      agentTrouble(makeAgent(agent)).map(({ tone }) => tone);
    expect(tones({ connected: false })).toEqual(['failing']);
    expect(tones({ appReady: false })).toEqual(['failing']);
    expect(tones({ drops: drops(0, 1, 0, 0) })).toEqual(['degraded']);
    expect(tones({ bufferedBytes: 900 })).toEqual(['degraded']);
  });

  it.each(['gone', 'awaited'] as const)('does not complain of an agent that is %s', (state) => {
    expect(agentTrouble(makeAgent({ connected: false, state }))).toEqual([]);
  });
});

describe('describeDrops()', () => {
  it('counts by kind in words', () => {
    expect(describeDrops(makeAgent())).toBe('Lost nothing.');
    expect(describeDrops(makeAgent({ drops: drops(0, 1, 0, 0) }))).toBe('Lost 1 log line.');
    expect(describeDrops(makeAgent({ drops: drops(2, 1_200, 3, 0) }))).toBe(
      'Lost 2 metric points, 1,200 log lines and 3 spans.',
    );
  });
});

describe('bufferShare()', () => {
  it('stays between nothing and full', () => {
    expect(bufferShare(makeAgent({ bufferedBytes: 250 }))).toBe(0.25);
    expect(bufferShare(makeAgent({ bufferedBytes: 5_000 }))).toBe(1);
    expect(bufferShare(makeAgent({ bufferLimitBytes: 0 }))).toBe(0);
  });
});

describe('findAgents()', () => {
  const agents = [
    makeAgent({ agentId: 'well' }),
    makeAgent({ agentId: 'lossy', drops: drops(1, 0, 0, 0) }),
    makeAgent({ agentId: 'lost', connected: false, namespace: 'bank' }),
    makeAgent({ agentId: 'gone', state: 'gone', connected: false }),
  ];
  const ids = (query: Partial<Parameters<typeof findAgents>[1]>) =>
    findAgents(agents, { find: '', namespaces: [], withGone: false, ...query }).map(({ agentId }) => agentId);

  it('puts trouble first and leaves out those that left', () => {
    expect(ids({})).toEqual(['lost', 'lossy', 'well']);
    expect(ids({ withGone: true })).toEqual(['lost', 'lossy', 'well', 'gone']);
  });

  it('narrows by words and namespaces', () => {
    expect(ids({ find: 'LOSSY orders' })).toEqual(['lossy']);
    expect(ids({ namespaces: ['bank'] })).toEqual(['lost']);
  });
});
