import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { LiveRegistry } from '@/lib/server/registry/live-registry';
import { REGISTRY_LIMITS } from '@/lib/server/registry/registry-limits';
import { helloOf, statusOf } from '@/test/support/registry/agent-samples';

const session = () => ({ remoteAddress: '10.0.0.1', replace: vi.fn() });

let registry: LiveRegistry;
const endpoints = () =>
  registry
    .snapshot()
    .services.flatMap(({ name, endpoints: of }) => of.map(({ agentId }) => `${name} ${agentId}`));
const pass = (ms: number) => {
  vi.advanceTimersByTime(ms);
  registry.sweep();
  vi.advanceTimersByTime(REGISTRY_LIMITS.settleMs);
};

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  registry = new LiveRegistry({
    now: Date.now,
    firstRevision: 7,
    external: [],
    resources: [],
    settings: DEFAULT_MESH_SETTINGS,
    telemetry: { randomSamplingPercentage: 1, accessLogging: true },
  });
});
afterEach(() => {
  registry.stop();
  vi.useRealTimers();
});

describe('LiveRegistry', () => {
  it('sends traffic to an agent from when its application listens', () => {
    const entry = registry.join(helloOf('orders'), session());
    pass(0);
    expect(endpoints()).toEqual([]);
    registry.noteStatus(entry, statusOf());
    pass(0);
    expect(endpoints()).toEqual(['orders orders-1']);
  });

  it('tells who was there at a moment and what they served, long after they are gone', () => {
    const before = Date.now() - 1;
    const orders = session();
    const entry = registry.join(helloOf('orders', { startedAtMs: Date.now() }), orders);
    const joined = Date.now();
    pass(1_000);
    registry.leave(entry, orders);
    pass(REGISTRY_LIMITS.graceMs + 1);
    const gone = Date.now();
    registry.noteStatus(registry.join(helloOf('payments', { startedAtMs: gone }), session()), statusOf());
    const at = (ms: number) =>
      registry.at(ms).services.map(({ name, endpoints: of }) => `${name} ${of.length}`);
    expect(at(before)).toEqual([]);
    expect(at(joined)).toEqual(['orders 1']);
    expect(at(gone)).toEqual(['payments 1']);
  });

  it('tells who had left a little before, and who ran while nobody listened', () => {
    const [orders, started] = [session(), Date.now() - 10_000];
    const entry = registry.join(helloOf('orders', { startedAtMs: started }), orders);
    registry.leave(entry, orders);
    pass(REGISTRY_LIMITS.graceMs + 1);
    const gone = Date.now();
    const at = (ms: number, leftMs: number) => {
      const { agents, left } = registry.at(ms, leftMs);
      return [agents, left].map((list) => list.map(({ hello }) => hello.agentId));
    };
    expect(at(started - 1, 60_000)).toEqual([[], []]);
    expect(at(started + 1, 60_000)).toEqual([['orders-1'], []]);
    expect(at(gone + 1_000, 60_000)).toEqual([[], ['orders-1']]);
    expect(at(gone + 1_000, 500)).toEqual([[], []]);
  });

  it('makes one revision of changes that come together, above the first one', () => {
    const seen: number[] = [];
    registry.onSnapshot(({ revision }) => seen.push(revision));
    for (const app of ['orders', 'payments'])
      registry.noteStatus(registry.join(helloOf(app), session()), statusOf());
    pass(0);
    expect(seen).toEqual([8]);
  });

  it('gives agents the names of operations, whatever the configuration says', () => {
    const operations = [{ namespace: 'shop', name: 'orders', templates: ['GET /orders/{number}'] }];
    registry.setOperations(operations);
    expect(registry.snapshot().settings.operations).toEqual(operations);
    const revision = registry.setResources([]);
    expect(registry.snapshot().settings.operations).toEqual(operations);
    registry.setOperations([]);
    expect(registry.snapshot().settings).toEqual(DEFAULT_MESH_SETTINGS);
    expect(registry.snapshot().revision).toBeGreaterThan(revision);
  });

  it('keeps the endpoints of a lost connection for a while, then takes them out', () => {
    const one = session();
    const entry = registry.join(helloOf('orders'), one);
    registry.noteStatus(entry, statusOf());
    registry.leave(entry, one);
    pass(REGISTRY_LIMITS.graceMs - 1);
    expect(endpoints()).toEqual(['orders orders-1']);
    pass(2);
    expect(endpoints()).toEqual([]);
    expect(entry.goneAtMs).toBeDefined();
  });

  it('takes an agent that drains out at once', () => {
    const one = session();
    const entry = registry.join(helloOf('orders'), one);
    registry.noteStatus(entry, statusOf());
    registry.noteStatus(entry, statusOf({ state: 'draining' }));
    registry.leave(entry, one);
    expect(entry.goneAtMs).toBe(Date.now());
  });

  it('lets a newer connection of the same agent take over, and then ignores the old one', () => {
    const [old, newer] = [session(), session()];
    const entry = registry.join(helloOf('orders'), old);
    registry.join(helloOf('orders'), newer);
    expect(old.replace).toHaveBeenCalledOnce();
    registry.leave(entry, old);
    expect(entry).toMatchObject({ connected: true, reconnects: 1 });
    expect(registry.connectedCount()).toBe(1);
  });

  it('tells observers whether the same process came back', () => {
    const joins: boolean[] = [];
    const ignore = () => undefined;
    registry.observe({
      onJoin: (_, isNew) => joins.push(isNew),
      onStatus: ignore,
      onDisconnect: ignore,
      onGone: ignore,
      onForgotten: ignore,
    });
    registry.join(helloOf('orders'), session());
    registry.join(helloOf('orders'), session());
    registry.join(helloOf('orders', { epoch: 'epoch-2' }), session());
    expect(joins).toEqual([true, false, true]);
  });

  it('keeps a refusal only while it is about the wanted revision', () => {
    const entry = registry.join(helloOf('orders'), session());
    registry.noteConfigResult(entry, entry.wantedRevision - 1, 'too old to matter');
    expect(entry.nackReason).toBeUndefined();
    registry.noteConfigResult(entry, entry.wantedRevision, 'no such cluster');
    expect(entry.nackReason).toBe('no such cluster');
    registry.noteConfigResult(entry, entry.wantedRevision, undefined);
    expect(entry).toMatchObject({ nackReason: undefined, ackedRevision: entry.wantedRevision });
  });

  it('goes on above a revision that an agent runs from an earlier life of the console', () => {
    registry.join(helloOf('orders', { configRevision: 90 }), session());
    expect(registry.snapshot().revision).toBeGreaterThan(90);
  });

  it('works out the share of a core between two statuses', () => {
    const entry = registry.join(helloOf('orders'), session());
    registry.noteStatus(entry, statusOf({ atMs: 1_000, cpuSeconds: 1 }));
    registry.noteStatus(entry, statusOf({ atMs: 3_000, cpuSeconds: 1.5 }));
    expect(entry.cpuPercent).toBe(25);
  });

  it('gives agents known from before a restart time to come back', () => {
    registry.restore([
      { hello: helloOf('orders'), status: statusOf(), firstSeenMs: 1, lastSeenMs: 2, disconnectedAtMs: null },
    ]);
    expect(endpoints()).toEqual(['orders orders-1']);
    pass(REGISTRY_LIMITS.restartGraceMs + 1);
    expect(endpoints()).toEqual([]);
  });

  it('awaits agents known from before a restart until they come back or their time is over', () => {
    const record = (app: string) => ({
      hello: helloOf(app),
      status: statusOf(),
      firstSeenMs: 1,
      lastSeenMs: Date.now(),
      disconnectedAtMs: null,
    });
    registry.restore([
      record('orders'),
      record('payments'),
      { ...record('old'), disconnectedAtMs: Date.now() },
    ]);
    const awaited = () =>
      registry.agents().flatMap(({ isAwaited, hello }) => (isAwaited ? hello.identity.app : []));
    expect(awaited()).toEqual(['orders', 'payments']);
    registry.join(helloOf('orders'), session());
    expect(awaited()).toEqual(['payments']);
    pass(REGISTRY_LIMITS.restartGraceMs + 1);
    expect(awaited()).toEqual([]);
  });
});
