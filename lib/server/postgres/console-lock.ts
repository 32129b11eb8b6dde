import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../protocol/app-error';
import { isAlive, processBirth } from './process-facts';

interface Holder {
  pid: number;
  birth: string | undefined;
}

/** Gives the lock back. */
export type ReleaseLock = () => Promise<void>;

const ATTEMPTS = 5;

/**
 * One console a data directory. The lock is a file that appears whole (a hard link), names its process and when that
 * process was born, and counts only while that very process lives: a killed console leaves nothing to clean up.
 */
export async function lockDataDir(dataDir: string): Promise<ReleaseLock> {
  await mkdir(dataDir, { recursive: true });
  const lock = join(dataDir, 'console.lock');
  const mine = join(dataDir, `console.lock.${process.pid}`);
  const holder: Holder = { pid: process.pid, birth: await processBirth(process.pid) };
  await writeFile(mine, JSON.stringify(holder), { mode: 0o600 });
  try {
    await takeLock(lock, mine, dataDir);
  } finally {
    await rm(mine, { force: true });
  }
  return async () => {
    if ((await readHolder(lock))?.pid === process.pid) await rm(lock, { force: true });
  };
}

async function takeLock(lock: string, mine: string, dataDir: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      await link(mine, lock);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await readHolder(lock);
    if (holder !== undefined && (await stillHolds(holder))) throw lockedBy(dataDir, holder.pid);
    await removeStale(lock, holder);
  }
  throw new AppError('conflict', `Cannot lock the data directory ${dataDir}: other consoles keep taking it`);
}

/** Moves the dead lock away first, so that a lock another console took meanwhile is seen and put back. */
async function removeStale(lock: string, seen: Holder | undefined): Promise<void> {
  const aside = `${lock}.stale.${process.pid}`;
  await rename(lock, aside).catch(() => undefined);
  const moved = await readHolder(aside);
  if (moved !== undefined && moved.pid !== seen?.pid) await link(aside, lock).catch(() => undefined);
  await rm(aside, { force: true });
}

async function readHolder(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  try {
    const value = JSON.parse(text ?? '') as Holder;
    return Number.isInteger(value.pid) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function stillHolds(holder: Holder): Promise<boolean> {
  if (!isAlive(holder.pid)) return false;
  const birth = await processBirth(holder.pid);
  return holder.birth === undefined || birth === undefined || birth === holder.birth;
}

function lockedBy(dataDir: string, pid: number): AppError {
  return new AppError(
    'conflict',
    `The data directory ${dataDir} is in use by another console (process ${pid}); stop it, or choose another directory`,
    { pid },
  );
}
