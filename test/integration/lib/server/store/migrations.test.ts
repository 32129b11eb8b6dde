import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseConnection } from '@/lib/server/store/contract/database-connection';
import { applyMigrations } from '@/lib/server/store/migrations/apply-migrations';
import { readMigrations } from '@/lib/server/store/migrations/read-migrations';
import { toClientConfig } from '@/lib/server/store/probe-database';
import { diffSchemas } from '@/scripts/prisma/schema-engine';
import { MIGRATIONS_DIR, TestDatabase } from '../../../support/test-database';

let database: TestDatabase;
let directory: string;

beforeAll(async () => {
  database = await TestDatabase.start();
  directory = await mkdtemp(join(tmpdir(), 'ms-migrations-'));
});
afterAll(async () => {
  await database.stop();
  await rm(directory, { recursive: true, force: true });
});

async function migrate(connection: DatabaseConnection, from = MIGRATIONS_DIR): Promise<string[]> {
  const pool = new pg.Pool(toClientConfig(connection));
  try {
    return await applyMigrations(pool, await readMigrations(from));
  } finally {
    await pool.end();
  }
}

/** A copy of the migrations that a test may change. */
async function copyMigrations(name: string): Promise<string> {
  const copy = join(directory, name);
  await cp(MIGRATIONS_DIR, copy, { recursive: true });
  return copy;
}

describe('applyMigrations()', () => {
  it('applies each migration once, also when two consoles start together', async () => {
    const connection = await database.create();
    const [first, second] = await Promise.all([migrate(connection), migrate(connection)]);
    const all = (await readMigrations(MIGRATIONS_DIR)).map((migration) => migration.name);
    expect([...first, ...second]).toEqual(all);
    expect(await migrate(connection)).toEqual([]);
    const rows = await database.sql(connection, 'SELECT * FROM _prisma_migrations');
    expect(rows).toHaveLength(all.length);
  });

  it('refuses a migration that was changed after it was applied', async () => {
    const connection = await database.create();
    await migrate(connection);
    const changed = await copyMigrations('changed');
    const [name = ''] = (await readdir(changed)).filter((entry) => entry.startsWith('2'));
    await writeFile(join(changed, name, 'migration.sql'), 'SELECT 1');
    await expect(migrate(connection, changed)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`"${name}" was changed`),
    });
  });

  it('refuses a database that a newer version used', async () => {
    const connection = await database.create();
    const newer = await copyMigrations('newer');
    await mkdir(join(newer, '29990101000000_future'));
    await writeFile(join(newer, '29990101000000_future', 'migration.sql'), 'SELECT 1');
    await migrate(connection, newer);
    await expect(migrate(connection)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('newer'),
    });
  });

  it('leaves nothing of a migration that fails', async () => {
    const connection = await database.create();
    const broken = await copyMigrations('broken');
    await mkdir(join(broken, '29990101000000_broken'));
    const sql = 'CREATE TABLE half (id int); SELECT nothing_like_this()';
    await writeFile(join(broken, '29990101000000_broken', 'migration.sql'), sql);
    await expect(migrate(connection, broken)).rejects.toThrow('nothing_like_this');
    const tables = await database.sql(
      connection,
      "SELECT 1 FROM pg_tables WHERE tablename IN ('half', 'series')",
    );
    expect(tables).toHaveLength(1);
    expect(await migrate(connection)).toEqual([]);
  });
});

const COLUMNS = `SELECT table_name, column_name, data_type, datetime_precision, is_nullable, column_default
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ANY($1) ORDER BY 1, ordinal_position`;
const INDEXES = `SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY($1) ORDER BY 2`;

describe('prisma/schema.prisma', () => {
  it('describes the tables that the migrations make', async () => {
    const [expected, actual] = [await database.create(), await database.create()];
    const schema = await readFile(join(MIGRATIONS_DIR, '..', 'schema.prisma'), 'utf8');
    await database.sql(expected, await diffSchemas(expected, schema));
    await migrate(actual);
    const rows = await database.sql<{ tablename: string }>(
      expected,
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    );
    const tables = rows.map((row) => row.tablename);
    expect(tables.length).toBeGreaterThan(4);
    for (const query of [COLUMNS, INDEXES]) {
      expect(await database.sql(actual, query, [tables])).toEqual(
        await database.sql(expected, query, [tables]),
      );
    }
  });
});
