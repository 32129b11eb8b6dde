import type pg from 'pg';
import { toAppError } from './to-app-error';

/** Rows of one statement, which the server stops working on when `signal` aborts. */
export async function readRows<T extends pg.QueryResultRow>(
  pool: pg.Pool,
  { doing, sql, values, signal }: { doing: string; sql: string; values: unknown[]; signal?: AbortSignal },
): Promise<T[]> {
  try {
    if (signal === undefined) return (await pool.query<T>(sql, values)).rows;
    return await readUntilAborted(pool, sql, values, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw toAppError(doing, error);
  }
}

async function readUntilAborted<T extends pg.QueryResultRow>(
  pool: pg.Pool,
  sql: string,
  values: unknown[],
  signal: AbortSignal,
): Promise<T[]> {
  signal.throwIfAborted();
  // The driver knows it; its types do not tell.
  const client: pg.PoolClient & { processID?: number } = await pool.connect();
  let cancelling: Promise<unknown> | undefined;
  const cancel = () => {
    cancelling = pool.query('SELECT pg_cancel_backend($1)', [client.processID]).catch(() => {});
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    signal.throwIfAborted();
    return (await client.query<T>(sql, values)).rows;
  } finally {
    signal.removeEventListener('abort', cancel);
    // A late cancel must not hit the next statement of this connection.
    await cancelling;
    client.release();
  }
}
