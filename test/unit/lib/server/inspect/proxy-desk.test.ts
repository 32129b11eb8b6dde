import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProxyView } from '@/lib/protocol/ingest/proxy-view';
import { inspectProxy } from '@/lib/server/inspect/inspect-proxy';
import { ProxyDesk } from '@/lib/server/inspect/proxy-desk';

const VIEW: ProxyView = {
  revision: 7,
  listeners: [],
  routes: [],
  clusters: [],
  endpoints: [],
  certificates: [],
  left: { listeners: 0, routes: 0, clusters: 0, endpoints: 0, certificates: 0 },
};

function start() {
  const desk = new ProxyDesk();
  const asked: number[] = [];
  const agent = { askForProxy: (id: number) => void asked.push(id) };
  desk.join('reviews', agent);
  return { agent, asked, desk };
}

describe('ProxyDesk', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('asks once for all who want to know, and again after the answer', async () => {
    const { agent, asked, desk } = start();
    const answers = [desk.inspect('reviews'), desk.inspect('reviews')];
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(1);
    desk.take(agent, asked[0] ?? 0, VIEW);
    expect(await Promise.all(answers)).toEqual([VIEW, VIEW]);
    const later = desk.inspect('reviews');
    expect(asked).toHaveLength(2);
    desk.take(agent, asked[1] ?? 0, { ...VIEW, revision: 8 });
    expect((await later).revision).toBe(8);
  });

  it('passes over an answer to no question', async () => {
    const { agent, asked, desk } = start();
    const answer = desk.inspect('reviews');
    desk.take(agent, 99, { ...VIEW, revision: 1 });
    desk.take(agent, asked[0] ?? 0, VIEW);
    expect((await answer).revision).toBe(7);
  });

  it('gives up on an agent that is silent, that leaves, or that is not there', async () => {
    const { agent, desk } = start();
    const silent = expect(desk.inspect('reviews')).rejects.toMatchObject({ code: 'overloaded' });
    await vi.advanceTimersByTimeAsync(5_000);
    await silent;
    const left = expect(desk.inspect('reviews')).rejects.toMatchObject({ code: 'conflict' });
    desk.leave('reviews', agent);
    await left;
    await expect(desk.inspect('reviews')).rejects.toThrow('it is not connected, or too old to tell');
  });

  it('keeps the newer connection of an agent when the older one leaves', async () => {
    const { agent, desk } = start();
    const asked: number[] = [];
    const newer = { askForProxy: (id: number) => void asked.push(id) };
    desk.join('reviews', newer);
    desk.leave('reviews', agent);
    const answer = desk.inspect('reviews');
    desk.take(newer, asked[0] ?? 0, VIEW);
    expect(await answer).toEqual(VIEW);
  });
});

describe('inspectProxy()', () => {
  it('names the agent that nobody knows', async () => {
    await expect(inspectProxy({ agents: () => [] }, new ProxyDesk(), 'ghost')).rejects.toMatchObject({
      code: 'not_found',
      message: 'No agent has the id "ghost"',
    });
  });
});
