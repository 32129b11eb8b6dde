import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../protocol/app-error';
import { adviceOnWords } from './advice-on-words';
import { firstUnreachable } from './first-unreachable';
import { runServerProgram } from './run-server-program';
import type { ServerPaths } from './server-paths';
import type { ServerUser } from './server-user';

/** The database's superuser; its password never leaves the data directory. */
export const DATABASE_USER = 'meshscope';

/**
 * Makes the cluster unless it exists and returns its password. The cluster is made beside its place and renamed, so
 * that a killed initdb leaves nothing that looks finished.
 */
export async function createDataDir(
  paths: ServerPaths,
  binaries: string,
  user: ServerUser | undefined,
): Promise<string> {
  await makeDirectory(paths.root, user);
  await makeDirectory(paths.socketDir, user);
  if (user !== undefined) await requireReachable(paths.data, user);
  const version = await readFile(join(paths.data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) await initialise(paths, binaries, user);
  else await requireSameVersion(version.trim(), paths, binaries, user);
  return readPassword(paths);
}

async function initialise(paths: ServerPaths, binaries: string, user: ServerUser | undefined): Promise<void> {
  await rm(paths.newData, { recursive: true, force: true });
  await writeFile(paths.password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (user !== undefined) await chown(paths.password, user.uid, user.gid);
  const args = [
    `--pgdata=${paths.newData}`,
    `--username=${DATABASE_USER}`,
    `--pwfile=${paths.password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ];
  const result = await runServerProgram(join(binaries, 'bin', 'initdb'), args, paths.root, user);
  if (result.code !== 0) {
    await rm(paths.newData, { recursive: true, force: true });
    throw new AppError(
      'database_unavailable',
      `Cannot create the database in ${paths.data}.${adviceOnWords(result.output)} It said:\n${lastLines(result.output)}`,
    );
  }
  await rename(paths.newData, paths.data);
}

async function requireSameVersion(
  existing: string,
  paths: ServerPaths,
  binaries: string,
  user: ServerUser | undefined,
): Promise<void> {
  const result = await runServerProgram(join(binaries, 'bin', 'postgres'), ['--version'], paths.root, user);
  const major = /\d+/.exec(result.output)?.[0];
  if (result.code !== 0 || major === undefined) {
    throw new AppError(
      'database_unavailable',
      `The embedded PostgreSQL does not run: ${lastLines(result.output)}`,
    );
  }
  if (major === existing) return;
  throw new AppError(
    'database_unavailable',
    `${paths.data} was made by PostgreSQL ${existing} and this console brings PostgreSQL ${major}; ` +
      `choose another data directory, or run PostgreSQL ${existing} on it and set DATABASE_URL`,
    { existing, major },
  );
}

async function makeDirectory(path: string, user: ServerUser | undefined): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (user !== undefined) await chown(path, user.uid, user.gid);
}

async function requireReachable(path: string, user: ServerUser): Promise<void> {
  const blocked = await firstUnreachable(path, user);
  if (blocked === undefined) return;
  throw new AppError(
    'database_unavailable',
    `PostgreSQL runs as "${user.name}", which may not enter ${blocked}; ` +
      'choose a data directory outside of it (for instance /var/lib/meshscope), or allow it with chmod o+x',
    { blocked },
  );
}

async function readPassword(paths: ServerPaths): Promise<string> {
  const text = await readFile(paths.password, 'utf8').catch(() => undefined);
  if (text !== undefined && text.trim() !== '') return text.trim();
  throw new AppError('database_unavailable', `The password of the database is missing: ${paths.password}`);
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-4).join('\n');
}
