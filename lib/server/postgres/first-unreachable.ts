import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ServerUser } from './server-user';

const EXECUTE = 0o1;

/** The highest directory on the way to `path` that `user` may not pass, undefined when the way is free. */
export async function firstUnreachable(path: string, user: ServerUser): Promise<string | undefined> {
  for (const directory of ancestors(path)) {
    const found = await stat(directory).catch(() => undefined);
    if (found === undefined) return undefined;
    const shift = found.uid === user.uid ? 6 : found.gid === user.gid ? 3 : 0;
    if (((found.mode >> shift) & EXECUTE) === 0) return directory;
  }
  return undefined;
}

function ancestors(path: string): string[] {
  const found: string[] = [];
  for (let at = dirname(path); !found.includes(at); at = dirname(at)) found.push(at);
  return found.reverse();
}
