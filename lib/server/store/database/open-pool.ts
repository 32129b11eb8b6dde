import pg from 'pg';
import type { DatabaseConnection } from '../contract/database-connection';
import { toClientConfig } from '../probe-database';

const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_MS = 60_000;

export interface PoolOptions {
  /** Shown in `pg_stat_activity`. */
  name: string;
  connections: number;
  /** Longest statement, 0 for no limit. */
  statementTimeoutMs: number;
}

/** Connections that are made on demand and replaced when they break. */
export function openPool(connection: DatabaseConnection, options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...toClientConfig(connection),
    application_name: `meshscope ${options.name}`,
    max: options.connections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: options.statementTimeoutMs,
    types: { getTypeParser: typeParser },
  });
  // An idle connection that breaks is dropped by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  // So would one that breaks between two queries of a transaction; the next query reports it.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

const INT8 = 20;

/** Counters and microseconds stay far below 2^53, so bigint columns are read as numbers. */
function typeParser(oid: number, format?: 'text' | 'binary'): unknown {
  if (format === 'binary') return pg.types.getTypeParser(oid, format);
  return oid === INT8 ? Number : pg.types.getTypeParser(oid);
}
