import { createHash } from 'node:crypto';
import { lstat, mkdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { firstUnreachable } from './first-unreachable';
import type { ServerUser } from './server-user';

/** Where the database goes when its user may not enter the console's data directory. */
const SHARED_ROOT = '/var/lib/meshscope';

export interface ServerRoot {
  root: string;
  /** The directory that kept the database out of the data directory. */
  blockedBy?: string;
}

/**
 * The directory of the server's files: `<dataDir>/postgres`. Below root's home, where the server's user may not go, that
 * is a symbolic link to a directory of its own below /var/lib/meshscope. A data directory that was removed has lost its
 * link: what it left there is set aside, one generation of it, and the database starts anew.
 */
export async function chooseServerRoot(
  dataDir: string,
  user: ServerUser | undefined,
  sharedRoot = SHARED_ROOT,
): Promise<ServerRoot> {
  const own = join(dataDir, 'postgres');
  if (user === undefined) return { root: own };
  const known = await readlink(own).catch(() => undefined);
  const blockedBy = await firstUnreachable(join(own, 'data'), user);
  if (known !== undefined) return { root: known, ...(blockedBy === undefined ? {} : { blockedBy }) };
  if (blockedBy === undefined || (await exists(own))) return { root: own };
  const elsewhere = join(sharedRoot, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  if (await exists(elsewhere)) {
    await rm(`${elsewhere}.old`, { recursive: true, force: true });
    await rename(elsewhere, `${elsewhere}.old`);
  }
  await mkdir(elsewhere, { recursive: true, mode: 0o711 });
  await symlink(elsewhere, own);
  return { root: elsewhere, blockedBy };
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
