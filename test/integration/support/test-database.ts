import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/server/postgres/embedded-postgres';
import type { DatabaseConnection } from '@/lib/server/store/contract/database-connection';
import { toClientConfig } from '@/lib/server/store/probe-database';
import { removeData } from './remove-data';

export const MIGRATIONS_DIR = new URL('../../../prisma/migrations', import.meta.url).pathname;

/** A real PostgreSQL in a directory of its own; each test takes a database of its own from it. */
export class TestDatabase {
  readonly dataDir: string;
  postgres: EmbeddedPostgres;
  private databases = 0;

  private constructor(dataDir: string, postgres: EmbeddedPostgres) {
    this.dataDir = dataDir;
    this.postgres = postgres;
  }

  static async start(): Promise<TestDatabase> {
    const dataDir = await mkdtemp(join(tmpdir(), 'ms-pg-'));
    // As root the server runs as another user, who must get through.
    await chmod(dataDir, 0o711);
    return new TestDatabase(dataDir, await startEmbeddedPostgres({ dataDir }));
  }

  /** A new, empty database. */
  async create(): Promise<DatabaseConnection> {
    const name = `test_${++this.databases}`;
    await this.sql(this.postgres.connection, `CREATE DATABASE ${name}`);
    return { ...this.postgres.connection, database: name } as DatabaseConnection;
  }

  /** Runs one statement on a connection of its own. */
  async sql<T extends pg.QueryResultRow>(
    connection: DatabaseConnection,
    text: string,
    values: unknown[] = [],
  ): Promise<T[]> {
    const client = new pg.Client(toClientConfig(connection));
    await client.connect();
    try {
      return (await client.query<T>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    await this.postgres.stop();
    await removeData(this.dataDir);
  }
}

/** As `--database-url` takes it. */
export function urlOf(connection: object): string {
  const { host, port, user, password, database } = connection as Record<string, string | number | undefined>;
  const secret = password === undefined ? '' : `:${encodeURIComponent(String(password))}`;
  return `postgresql://${user}${secret}@${encodeURIComponent(String(host))}:${port}/${database}`;
}
