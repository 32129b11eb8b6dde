import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/protocol/app-error';
import { applyDelta, type LiveDelta, type LiveDocument } from '@/lib/protocol/live/document';
import { LiveCounters } from '@/lib/server/live/live-counters';
import { SharedDocument } from '@/lib/server/live/shared-document';

/** A document of one collection whose items and failures the test sets. */
function openDocument() {
  const counters = new LiveCounters();
  const state = {
    items: {} as Record<string, unknown>,
    version: 0,
    failure: undefined as AppError | undefined,
  };
  let nowMs = 0;
  let told = 0;
  const document = new SharedDocument(
    {
      version: () => String(state.version),
      build: async () => {
        if (state.failure !== undefined) throw state.failure;
        return { items: { ...state.items } };
      },
    },
    counters,
    () => nowMs,
  );
  document.follow({ onChange: () => told++ });
  const show = async (items: Record<string, unknown>) => {
    Object.assign(state, { items, version: state.version + 1 });
    nowMs += 60_000;
    await document.refresh();
  };
  return { document, counters, state, show, told: () => told, pass: (ms: number) => (nowMs += ms) };
}

const from = (document: SharedDocument) => ({
  state: document.currentState(),
  content: document.currentDocument() as LiveDocument,
});

describe('SharedDocument', () => {
  it('gives one that kept up the way to the next state', async () => {
    const { document, show } = openDocument();
    await show({ a: 1, b: 1 });
    const before = from(document);
    await show({ a: 2, c: 1 });
    const delta = JSON.parse(document.deltaText(before.state, before.content) ?? '') as LiveDelta;
    expect(delta).toEqual({ items: { set: { a: 2, c: 1 }, remove: ['b'] } });
  });

  it('gives one that fell behind a delta from the state it has', async () => {
    const { document, show } = openDocument();
    await show({ a: 1 });
    const before = from(document);
    for (const items of [{ a: 2 }, { a: 3 }, { a: 3, b: 1 }]) await show(items);
    const delta = JSON.parse(document.deltaText(before.state, before.content) ?? '') as LiveDelta;
    expect(applyDelta(before.content, delta)).toEqual(JSON.parse(document.snapshotText()));
    expect(delta).toEqual({ items: { set: { a: 3, b: 1 } } });
  });

  it('builds nothing while nothing may have changed', async () => {
    const { document, counters, show, pass } = openDocument();
    await show({ a: 1 });
    pass(60_000);
    await document.refresh();
    expect(counters.builds).toBe(1);
  });

  it('tells nobody when building again gave the same', async () => {
    const { document, counters, show, told } = openDocument();
    await show({ a: 1 });
    const state = document.currentState();
    await show({ a: 1 });
    expect([counters.builds, told(), document.currentState()]).toEqual([2, 1, state]);
  });

  it('tells a failure once, keeps the last document, and tells the recovery', async () => {
    const { document, state, show, told, counters } = openDocument();
    await show({ a: 1 });
    state.failure = new AppError('database_unavailable', 'The database is away');
    await show({});
    await show({});
    expect([told(), counters.failedBuilds]).toEqual([2, 2]);
    expect(document.currentFailure()?.message).toBe('The database is away');
    expect(JSON.parse(document.snapshotText())).toEqual({ items: { a: 1 } });
    state.failure = undefined;
    await show({ a: 1 });
    expect(document.currentFailure()).toBeUndefined();
    expect(told()).toBe(3);
  });

  it('says when its last follower left', () => {
    const { document } = openDocument();
    const follower = { onChange: () => undefined };
    document.follow(follower);
    expect(document.unfollow(follower)).toBe(false);
    expect(
      new SharedDocument(
        { version: () => '', build: async () => ({}) },
        new LiveCounters(),
        () => 0,
      ).unfollow(follower),
    ).toBe(true);
  });
});
