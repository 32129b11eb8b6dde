import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentRecord } from '@/lib/mesh/diagnosis/follow-incidents';
import type { AgentRecord } from '@/lib/server/store/contract/agent-records';
import { DEFAULT_RETENTION } from '@/lib/server/store/contract/default-retention';
import { createStore } from '@/lib/server/store/create-store';
import type { Store } from '@/lib/server/store/store';
import { statusOf } from '@/test/support/registry/agent-samples';
import { MIGRATIONS_DIR, TestDatabase } from '../../../support/test-database';

const DAY_MS = 24 * 3_600_000;

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await TestDatabase.start();
  store = await createStore({ connection: await database.create(), migrationsDir: MIGRATIONS_DIR });
});
afterAll(async () => {
  await store.close();
  await database.stop();
});

const agentOf = (agentId: string): AgentRecord => ({
  hello: {
    type: 'hello',
    protocol: 1,
    agentId,
    epoch: 'e',
    agentVersion: '0.1.0',
    hostname: 'host',
    pid: 1,
    startedAtMs: 1_000,
    role: 'sidecar',
    identity: {
      cluster: 'default',
      namespace: 'bookinfo',
      workload: 'reviews-v1',
      app: 'reviews',
      version: 'v1',
      canonicalService: 'reviews',
      canonicalRevision: 'v1',
      principal: 'unknown',
      labels: {},
    },
    services: [],
    firstSequence: 0,
    configRevision: 0,
  } as AgentRecord['hello'],
  status: null,
  firstSeenMs: 1_000,
  lastSeenMs: Date.now(),
  disconnectedAtMs: null,
});

const eventOf = (atMs: number, subject: string, namespace = 'bookinfo') => ({
  atMs,
  kind: 'version-seen' as const,
  namespace,
  subject,
  message: `${subject} appeared`,
  details: { version: 'v2' },
});

describe('agents', () => {
  it('are remembered with their last state, replaced and forgotten', async () => {
    const [a, b] = [agentOf('a'), { ...agentOf('b'), status: statusOf() }];
    await store.agents.saveAgents([a, b]);
    expect(await store.agents.listAgents()).toEqual([a, b]);
    const gone = { ...a, disconnectedAtMs: Date.now() };
    await store.agents.saveAgents([gone]);
    expect(await store.agents.listAgents()).toEqual([gone, b]);
    await store.agents.forgetAgent('a');
    expect(await store.agents.listAgents()).toEqual([b]);
    await store.agents.forgetAgent('b');
  });
});

describe('events', () => {
  it('are paged newest first, also within one millisecond, and filtered', async () => {
    const now = Date.now();
    await store.events.appendEvents(Array.from({ length: 25 }, (_, i) => eventOf(now - (i % 3), `s${i}`)));
    await store.events.appendEvents([eventOf(now, 'elsewhere', 'other')]);
    const query = { fromMs: now - DAY_MS, toMs: now + 1, namespaces: ['bookinfo'], limit: 10 };
    const subjects: string[] = [];
    let page = await store.events.listEvents(query);
    for (;;) {
      subjects.push(...page.items.map((event) => event.subject));
      if (page.nextCursor === undefined) break;
      page = await store.events.listEvents({ ...query, cursor: page.nextCursor });
    }
    expect(new Set(subjects).size).toBe(25);
    expect(subjects).toHaveLength(25);
    const other = await store.events.listEvents({ ...query, namespaces: ['other'] });
    expect(other.items).toMatchObject([eventOf(now, 'elsewhere', 'other')]);
    expect((await store.events.listEvents({ ...query, kinds: ['agent-left'] })).items).toEqual([]);
  });
});

describe('sessions', () => {
  it('are found until they expire, and end', async () => {
    const session = { id: 'hash', subject: 'admin', createdAtMs: 1_000, expiresAtMs: 5_000 };
    await store.sessions.createSession(session);
    expect(await store.sessions.findSession('hash', 4_999)).toEqual(session);
    expect(await store.sessions.findSession('hash', 5_000)).toBeUndefined();
    expect(await store.sessions.deleteExpiredSessions(4_999)).toBe(0);
    expect(await store.sessions.deleteExpiredSessions(5_000)).toBe(1);
    await store.sessions.createSession(session);
    await store.sessions.deleteSession('hash');
    expect(await store.sessions.findSession('hash', 1)).toBeUndefined();
  });
});

describe('saved views', () => {
  it('are replaced by name and page, listed and deleted', async () => {
    const first = await store.views.saveView({ page: 'graph', name: 'mine', search: 'a=1' });
    const second = await store.views.saveView({ page: 'graph', name: 'mine', search: 'a=2' });
    expect(second).toEqual({ ...first, search: 'a=2' });
    await store.views.saveView({ page: 'logs', name: 'mine', search: '' });
    expect(await store.views.listViews('graph')).toEqual([second]);
    expect(await store.views.listViews()).toHaveLength(2);
    expect(await store.views.deleteView(first.id)).toBe(true);
    expect(await store.views.deleteView(first.id)).toBe(false);
    expect(await store.views.deleteView('no id')).toBe(false);
  });
});

describe('settings and audit', () => {
  it('keep any JSON value by key', async () => {
    for (const value of [{ a: [1, 'x', null] }, 'text', 7, null]) {
      await store.settings.writeSetting('key', value);
      expect(await store.settings.readSetting('key')).toEqual(value);
    }
    expect(await store.settings.readSetting('none')).toBeUndefined();
  });

  it('list what people did, newest first', async () => {
    for (const target of ['one', 'two', 'three']) {
      await store.audit.appendAudit({
        atMs: 1_000,
        actor: 'ada',
        action: 'settings.update',
        target,
        details: { to: 1 },
      });
    }
    const page = await store.audit.listAudit({ limit: 2 });
    expect(page.items.map((entry) => entry.target)).toEqual(['three', 'two']);
    const rest = await store.audit.listAudit({ limit: 2, cursor: page.nextCursor ?? '' });
    expect(rest).toMatchObject({
      items: [{ target: 'one', actor: 'ada', details: { to: 1 } }],
      nextCursor: undefined,
    });
  });
});

describe('retention', () => {
  it('drops events older than metric history and agents that stayed away', async () => {
    const now = Date.now();
    const old = now - DEFAULT_RETENTION.tierMs['1h'] - DAY_MS;
    await store.events.appendEvents([eventOf(old, 'ancient')]);
    const longAgo = now - 60 * DAY_MS;
    await store.agents.saveAgents([
      { ...agentOf('away'), lastSeenMs: longAgo, disconnectedAtMs: longAgo },
      agentOf('here'),
    ]);
    await store.maintenance.dropExpired(DEFAULT_RETENTION, now);
    const { items } = await store.events.listEvents({ fromMs: old - 1, toMs: old + 1, limit: 5 });
    expect(items).toEqual([]);
    expect((await store.agents.listAgents()).map((agent) => agent.hello.agentId)).toEqual(['here']);
  });

  it('shows every table with its size', async () => {
    const { tables, databaseBytes } = await store.maintenance.status();
    expect(databaseBytes).toBeGreaterThan(1_000_000);
    expect(tables.map((table) => table.table)).toEqual(
      expect.arrayContaining(['points_10s', 'points_1h', 'spans', 'access_logs', 'series']),
    );
  });
});

describe('incidents', () => {
  const incidentOf = (
    id: string,
    openedAtMs: number,
    change: Partial<IncidentRecord> = {},
  ): IncidentRecord => ({
    id,
    state: 'open',
    cause: 'slow',
    culprit: { id: 'workload:shop/pay', kind: 'workload', namespace: 'shop', name: 'pay' },
    edge: 'workload:shop/web>workload:shop/pay http',
    headline: 'pay is slow',
    sentence: [{ text: 'pay is slow' }],
    score: 0.7,
    openedAtMs,
    sinceMs: openedAtMs,
    lastSeenMs: openedAtMs,
    ...change,
  });

  it('are replaced by id, paged newest first, and found by the window in which they were open', async () => {
    const closed = incidentOf('a', 1_000, { state: 'closed', closedAtMs: 5_000 });
    await store.incidents.saveIncidents([
      incidentOf('a', 1_000),
      incidentOf('b', 8_000),
      incidentOf('c', 8_000),
    ]);
    await store.incidents.saveIncidents([closed]);
    const first = await store.incidents.listIncidents({ limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(['c', 'b']);
    const rest = await store.incidents.listIncidents({ limit: 2, cursor: first.nextCursor ?? '' });
    expect(rest).toEqual({ items: [closed], nextCursor: undefined });
    const during = (fromMs: number, toMs: number) =>
      store.incidents.listIncidents({ limit: 9, window: { fromMs, toMs } });
    expect((await during(4_000, 6_000)).items).toEqual([closed]);
    expect((await during(6_000, 7_000)).items).toEqual([]);
    expect((await during(9_000, 9_500)).items).toHaveLength(2);
    expect((await store.incidents.listIncidents({ limit: 9, namespaces: ['else'] })).items).toEqual([]);
  });
});
