import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../protocol/app-error';
import { isAlive, isPostmasterOf, waitForExit } from './process-facts';

const FAST_MS = 20_000;
const IMMEDIATE_MS = 5_000;

/**
 * A console that was killed leaves its server running. That server is stopped, not adopted: the new one then runs the
 * binaries and settings of this version, and is our child, so that its death is seen at once. A fast shutdown of an
 * idle server takes about a tenth of a second. A pid file of a dead process is PostgreSQL's own business, which also
 * looks for orphaned backends; one whose id now belongs to another program (ids are reused, in containers most of
 * all) is removed, for PostgreSQL would take that program for a server and refuse to start.
 */
export async function stopPredecessor(dataDir: string): Promise<'none' | 'stale' | 'stopped'> {
  const file = join(dataDir, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return 'none';
  const pid = Number.parseInt(text, 10);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return 'stale';
  if (!(await isPostmasterOf(pid, dataDir))) {
    await rm(file, { force: true });
    return 'stale';
  }
  await endServer(pid);
  return 'stopped';
}

/** Fast shutdown, then immediate; the data is safe either way, the second only recovers longer. */
async function endServer(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  if (await waitForExit(pid, FAST_MS)) return;
  process.kill(pid, 'SIGQUIT');
  if (await waitForExit(pid, IMMEDIATE_MS)) return;
  throw new AppError(
    'database_unavailable',
    `A PostgreSQL of an earlier console (process ${pid}) does not stop; end it, then start again`,
    { pid },
  );
}
