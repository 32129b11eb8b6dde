import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '@/lib/server/store/create-store';
import type { Store } from '@/lib/server/store/store';
import { batchOf, labelsOf, logOf, pointOf } from '../../../support/telemetry-samples';
import { MIGRATIONS_DIR, TestDatabase } from '../../../support/test-database';
import { waitUntil } from '../../../support/wait-until';

let database: TestDatabase;

beforeAll(async () => {
  database = await TestDatabase.start();
});
afterAll(() => database.stop());

async function killServer(): Promise<void> {
  const { pid = 0, restarts } = database.postgres.state();
  process.kill(pid, 'SIGKILL');
  await waitUntil('the restart', () => (database.postgres.state().restarts > restarts ? true : undefined));
}

/** What the console answers an agent that connects, as soon as its database answers. */
async function committed(store: Store, agentId: string): Promise<number> {
  return (await waitUntil('the database', () => store.sink.committedSequence(agentId, 'epoch-1'))) ?? 0;
}

/** An agent: sends batches in order, repeats from the first that was not acknowledged, as the wire says. */
async function sendLikeAnAgent(
  store: Store,
  agentId: string,
  series: number,
  batches: number,
): Promise<number> {
  let acknowledged = await committed(store, agentId);
  while (acknowledged < batches) {
    const window = Array.from(
      { length: Math.min(8, batches - acknowledged) },
      (_, i) => acknowledged + 1 + i,
    );
    const results = await Promise.allSettled(
      window.map((sequence) =>
        store.sink.write(
          batchOf(agentId, sequence, {
            points: [{ series, second: Math.floor(Date.now() / 1_000), point: pointOf(1) }],
            logs: [logOf({ path: `/${agentId}/${sequence}` })],
          }),
        ),
      ),
    );
    for (const [i, result] of results.entries()) {
      if (result.status === 'fulfilled') acknowledged = Math.max(acknowledged, window[i] ?? 0);
      else break;
    }
    if (results.some((result) => result.status === 'rejected')) {
      acknowledged = await committed(store, agentId);
    }
  }
  return acknowledged;
}

describe('the store when the database dies', () => {
  it('loses nothing it acknowledged and stores nothing twice while the server is killed again and again', async () => {
    const connection = await database.create();
    const store = await createStore({ connection, migrationsDir: MIGRATIONS_DIR });
    const agents = ['a', 'b', 'c', 'd'];
    const labels = agents.map((agent) => labelsOf({ source_workload: agent }));
    const series = await store.series.resolve(labels);
    await store.maintenance.ensurePartitions(Date.now());
    const sending = Promise.all(agents.map((agent, i) => sendLikeAnAgent(store, agent, series[i] ?? 0, 120)));
    let done = false;
    void sending.finally(() => {
      done = true;
    });
    for (let kills = 0; kills < 5 && !done; kills++) {
      await killServer();
      await store.maintenance.compact(Date.now()).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(await sending).toEqual([120, 120, 120, 120]);
    expect(store.sink.counters().failedFlushes).toBeGreaterThan(0);
    const paths = await database.sql<{ path: string; count: string }>(
      connection,
      'SELECT path, count(*) FROM access_logs GROUP BY path',
    );
    expect(paths).toHaveLength(480);
    expect(paths.every((row) => row.count === '1')).toBe(true);
    const { points } = await store.points.readTotals({
      fromMs: Date.now() - 600_000,
      toMs: Date.now() + 10_000,
    });
    expect(series.map((one) => points.get(one)?.requests)).toEqual([120, 120, 120, 120]);
    await store.close();
  });

  it('answers database_unavailable while it is away and works again when it is back', async () => {
    const connection = await database.create();
    const store = await createStore({ connection, migrationsDir: MIGRATIONS_DIR });
    await store.sink.write(batchOf('a', 1, { logs: [logOf()] }));
    const { pid = 0 } = database.postgres.state();
    process.kill(pid, 'SIGSTOP');
    process.kill(pid, 'SIGKILL');
    await expect(
      waitUntil('a failure', () =>
        store.ping().then(
          () => undefined,
          (error) => error,
        ),
      ),
    ).resolves.toMatchObject({ code: 'database_unavailable' });
    await waitUntil('the database', () =>
      store.ping().then(
        () => true,
        () => undefined,
      ),
    );
    expect(await store.sink.write(batchOf('a', 2, { logs: [logOf()] }))).toBe('stored');
    expect(await store.settings.readSetting('nothing')).toBeUndefined();
    await store.close();
  });

  it('takes nothing past a batch that failed until that one comes again', async () => {
    const connection = await database.create();
    const store = await createStore({ connection, migrationsDir: MIGRATIONS_DIR });
    await store.sink.write(batchOf('a', 1, { logs: [logOf()] }));
    await database.sql(connection, 'ALTER TABLE access_logs RENAME TO hidden');
    await expect(store.sink.write(batchOf('a', 2, { logs: [logOf()] }))).rejects.toMatchObject({
      code: 'internal',
    });
    await database.sql(connection, 'ALTER TABLE hidden RENAME TO access_logs');
    await expect(store.sink.write(batchOf('a', 3))).rejects.toMatchObject({ code: 'database_unavailable' });
    expect(await store.sink.write(batchOf('b', 1))).toBe('stored');
    expect(await store.sink.write(batchOf('a', 2, { logs: [logOf()] }))).toBe('stored');
    expect(await store.sink.write(batchOf('a', 3))).toBe('stored');
    await store.close();
  });
});
