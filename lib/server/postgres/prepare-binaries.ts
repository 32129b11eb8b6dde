import { constants } from 'node:fs';
import { access, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { firstUnreachable } from './first-unreachable';
import type { ServerUser } from './server-user';

interface PackedLink {
  source: string;
  target: string;
}

/** Needed to build against PostgreSQL, never to run it. */
const BUILD_ONLY = new Set(['.a', '.h', '.pc']);

/**
 * A directory of binaries that runs for `user`. npm packages cannot hold symbolic links, so the shared libraries'
 * short names are listed in `pg-symlinks.json` and made here; a package below a private path (root's home) or in a
 * read-only place is copied below the data directory first.
 */
export async function prepareBinaries(
  native: string,
  copies: string,
  user: ServerUser | undefined,
): Promise<string> {
  if (await isUsable(native, user)) return native;
  const copy = join(copies, basename(dirname(dirname(native))) + (await packageVersion(native)));
  if (await isUsable(copy, user)) return copy;
  await copyBinaries(native, copy);
  return copy;
}

async function isUsable(native: string, user: ServerUser | undefined): Promise<boolean> {
  const server = join(native, 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres');
  if (!(await exists(server))) return false;
  if (user !== undefined && (await firstUnreachable(server, user)) !== undefined) return false;
  try {
    await makeLinks(native);
    return true;
  } catch {
    return false;
  }
}

async function copyBinaries(native: string, copy: string): Promise<void> {
  const partial = `${copy}.${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o755 });
  await cp(native, partial, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !BUILD_ONLY.has(extname(path)),
  });
  await makeLinks(partial);
  await rm(copy, { recursive: true, force: true });
  await rename(partial, copy);
}

async function makeLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as PackedLink[]) {
    const link = join(dirname(native), target.replace(/^native/, basename(native)));
    if (await exists(link)) continue;
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      // Another console made it between the look and the act.
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function packageVersion(native: string): Promise<string> {
  const text = await readFile(join(dirname(native), 'package.json'), 'utf8').catch(() => '{}');
  return `-${(JSON.parse(text) as { version?: string }).version ?? 'unknown'}`;
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    await access(dirname(path), constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
