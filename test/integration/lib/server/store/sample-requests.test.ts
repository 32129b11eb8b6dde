import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '@/lib/server/store/create-store';
import type { Store } from '@/lib/server/store/store';
import { batchOf, logOf } from '../../../support/telemetry-samples';
import { MIGRATIONS_DIR, TestDatabase } from '../../../support/test-database';

const AT = Date.now() - 60_000;
const WINDOW = { fromMs: AT - 1_000, toMs: AT + 20_000 };
const MANY = 4_000;
const RARE = 7;

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await TestDatabase.start();
  store = await createStore({ connection: await database.create(), migrationsDir: MIGRATIONS_DIR });
  const lines = (count: number, workload: string, reporter = 'source') =>
    Array.from({ length: count }, (_, index) =>
      logOf({
        start_time: AT + index,
        reporter,
        source_workload: workload,
        request_id: `${workload}-${index}`,
      }),
    );
  const logs = [
    ...lines(MANY, 'page-v1'),
    ...lines(MANY, 'page-v1', 'destination'),
    ...lines(RARE, 'cron-v1'),
    ...lines(RARE, 'unknown', 'destination'),
  ];
  await store.sink.write(batchOf('agent', 1, { logs }));
}, 60_000);

afterAll(async () => {
  await store?.close();
  await database?.stop();
});

describe('StoredLogReader.sampleRequests()', () => {
  it('gives every request once when they fit, not once a reporter', async () => {
    const strata = await store.logs.sampleRequests(WINDOW, 10_000, 50);
    expect(strata.map(({ total }) => total).sort((a, b) => a - b)).toEqual([RARE, RARE, MANY]);
    for (const { total, lines } of strata) expect(lines).toHaveLength(total);
  });

  it('keeps rare callers whole, takes about its share of the rest, and the same lines again', async () => {
    const sample = async () => {
      const strata = await store.logs.sampleRequests(WINDOW, 1_000, 50);
      return strata.map(({ total, lines }) => ({ total, ids: lines.map(({ id }) => id).sort() }));
    };
    const [first, second] = [await sample(), await sample()];
    expect(first).toEqual(second);
    for (const { total, ids } of first) {
      if (total === RARE) expect(ids).toHaveLength(RARE);
      else expect(Math.abs(ids.length / 1_000 - 1)).toBeLessThan(0.15);
    }
  });
});
