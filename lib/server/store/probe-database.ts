import pg from 'pg';
import type { DatabaseConnection } from './contract/database-connection';

const PROBE_TIMEOUT_MS = 2_000;

/** Resolves with the server's version when a real connection answers a query; rejects with the driver's error otherwise. */
export async function probeDatabase(connection: DatabaseConnection): Promise<string> {
  const client = new pg.Client({
    ...toClientConfig(connection),
    connectionTimeoutMillis: PROBE_TIMEOUT_MS,
    query_timeout: PROBE_TIMEOUT_MS,
  });
  // A socket that dies between connect and end must not become an uncaught 'error' event.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? 'unknown';
  } finally {
    await client.end().catch(() => {});
  }
}

/** The driver's form of a connection. */
export function toClientConfig(connection: DatabaseConnection): pg.ClientConfig {
  return 'url' in connection ? { connectionString: connection.url } : { ...connection };
}
