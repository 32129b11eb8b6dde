import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { isLoopback } from '../config/is-loopback';

/**
 * Leaves the token where agents of the same user look for it: `<home>/agents/<host>-<port>.token`, one file for each
 * name by which this machine reaches the console.
 */
export async function publishAgentToken(
  home: string,
  bind: string,
  port: number,
  token: string,
): Promise<string[]> {
  const dir = join(home, 'agents');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await chmod(dir, 0o700);
  const files = localNames(bind).map((host) => join(dir, `${host}-${port}.token`));
  for (const file of files) {
    const draft = `${file}.${process.pid}`;
    await writeFile(draft, `${token}\n`, { mode: 0o600 });
    await rename(draft, file);
  }
  return files;
}

/** Colons of IPv6 addresses are no part of a file's name everywhere. */
function localNames(bind: string): string[] {
  const own = bind.replaceAll(':', '_').toLowerCase();
  const isAny = bind === '0.0.0.0' || bind === '::';
  if (isAny) return ['127.0.0.1', 'localhost'];
  if (!isLoopback(bind)) return [own];
  return isIP(bind) === 4 ? [...new Set([own, 'localhost'])] : [...new Set([own, 'localhost', '127.0.0.1'])];
}
