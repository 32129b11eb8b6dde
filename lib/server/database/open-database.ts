import { AppError } from '../../protocol/app-error';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';
import type { DatabaseConnection } from '../store/contract/database-connection';
import { probeDatabase } from '../store/probe-database';

/** The database the console works with, its own or somebody's. */
export interface OpenDatabase {
  kind: 'embedded' | 'external';
  connection: DatabaseConnection;
  /** The server's version. */
  version: string;
  /** What went wrong last with the embedded server. */
  message(): string | undefined;
  stop(): Promise<void>;
}

export interface OpenDatabaseOptions {
  dataDir: string;
  databaseUrl: string | undefined;
  log: (line: string) => void;
}

/** Starts the embedded server, or makes sure that the given one answers. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { databaseUrl, dataDir, log } = options;
  if (databaseUrl !== undefined) return await openExternal(databaseUrl);
  const server = await startEmbeddedPostgres({ dataDir, log });
  return {
    kind: 'embedded',
    connection: server.connection,
    version: await probeDatabase(server.connection),
    message: () => {
      const { phase, lastFailure } = server.state();
      return phase === 'running' ? undefined : lastFailure;
    },
    stop: () => server.stop(),
  };
}

async function openExternal(url: string): Promise<OpenDatabase> {
  const connection = { url };
  try {
    const version = await probeDatabase(connection);
    return { kind: 'external', connection, version, message: () => undefined, stop: async () => {} };
  } catch (error) {
    const { host, pathname, username } = new URL(url);
    const why = error instanceof Error ? error.message || error.name : String(error);
    throw new AppError(
      'database_unavailable',
      `Cannot reach the database "${pathname.slice(1)}" at ${host} as "${username}": ${why}. ` +
        'Check DATABASE_URL (--database-url), or leave it out to use the embedded database.',
      undefined,
      { cause: error },
    );
  }
}
