import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLogQuery } from '@/lib/mesh/log/query/read-log-query';
import { planTraceSearch } from '@/lib/mesh/trace/query/plan-trace-search';
import { printSearchFields } from '@/lib/mesh/trace/query/print-search-fields';
import { readSpanQuery } from '@/lib/server/query/read-span-query';
import type { DatabaseConnection } from '@/lib/server/store/contract/database-connection';
import { createStore } from '@/lib/server/store/create-store';
import { Conditions } from '@/lib/server/store/database/conditions';
import { addLogQuery } from '@/lib/server/store/logs/log-query-sql';
import { addSpanCondition } from '@/lib/server/store/traces/span-condition-sql';
import { batchOf, logOf, spanOf } from '../../../support/telemetry-samples';
import { MIGRATIONS_DIR, TestDatabase } from '../../../support/test-database';

const WINDOW = { fromMs: Date.now() - 300_000, toMs: Date.now() + 60_000 };
const { where } = planTraceSearch(readSpanQuery(`{ ${printSearchFields({ path: '/Pay/' }).join(' && ')} }`));

describe('searching a part of a path', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await TestDatabase.start();
  });
  afterAll(() => database.stop());

  async function findPays(connection: DatabaseConnection): Promise<string[]> {
    const store = await createStore({ connection, migrationsDir: MIGRATIONS_DIR });
    try {
      const tagged = (trace_id: string, url: string) => spanOf({ trace_id, tags: { 'http.url': url } });
      const spans = [
        tagged('1'.repeat(32), 'http://shop/pay/7?x=1'),
        tagged('2'.repeat(32), 'http://shop/?to=/pay/7'),
      ];
      await store.sink.write(batchOf('a', 1, { spans, logs: [logOf({ path: '/pay/7' })] }));
      const { items } = await store.traces.searchTraces({ ...WINDOW, filter: { where }, limit: 10 });
      return items.map(({ traceId }) => traceId);
    } finally {
      await store.close();
    }
  }

  it.each([
    ['spans', 'spans', (conditions: Conditions) => addSpanCondition(conditions, where)],
    [
      'log lines',
      'access_logs',
      (conditions: Conditions) => {
        const { expression } = readLogQuery('path contains /pay/');
        if (expression !== undefined) addLogQuery(conditions, expression);
      },
    ],
  ] as const)('can be answered for %s by the index of paths', async (_, table, addTo) => {
    const connection = await database.create();
    expect(await findPays(connection)).toEqual(['1'.repeat(32)]);
    const conditions = new Conditions();
    addTo(conditions);
    // A partition of two rows is read faster as a whole: what counts is that the index is one way.
    const alone = { ...connection, options: '-c enable_seqscan=off' };
    const plan = await database.sql(
      alone,
      `EXPLAIN SELECT ts FROM ${table} WHERE ${conditions.sql()}`,
      conditions.values,
    );
    expect(JSON.stringify(plan)).toMatch(/Bitmap Index Scan on \w+_(?:coalesce|path)_idx/);
  });

  it('works, only slower, where the database does not allow the extension', async () => {
    const owner = await database.create();
    await database.sql(owner, "CREATE ROLE poor LOGIN PASSWORD 'poor'");
    await database.sql(owner, 'GRANT USAGE, CREATE ON SCHEMA public TO poor');
    const poor = { ...owner, user: 'poor', password: 'poor' };
    expect(await findPays(poor)).toEqual(['1'.repeat(32)]);
    const indexes = await database.sql(poor, "SELECT FROM pg_class WHERE relname = 'spans_path'");
    expect(indexes).toEqual([]);
  });
});
