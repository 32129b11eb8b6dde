import { open, rename, stat } from 'node:fs/promises';

const MAX_BYTES = 8 * 1024 * 1024;
const TAIL_BYTES = 16 * 1024;

/** Starts a new file when the log has grown; two files of 8 MB at most. Call before the server opens it. */
export async function rotateServerLog(path: string): Promise<void> {
  if ((await logSize(path)) > MAX_BYTES) await rename(path, `${path}.1`);
}

/**
 * The same while the server holds the file open: its descriptor appends, so after cutting the file to nothing it
 * goes on writing at the start. Lines written between copy and cut are lost.
 */
export async function trimServerLog(path: string): Promise<void> {
  if ((await logSize(path)) <= MAX_BYTES) return;
  const log = await open(path, 'r+');
  try {
    const kept = await open(`${path}.1`, 'w', 0o600);
    try {
      const { size } = await log.stat();
      const tail = Buffer.alloc(Math.min(size, MAX_BYTES));
      await log.read(tail, 0, tail.length, size - tail.length);
      await kept.write(tail);
    } finally {
      await kept.close();
    }
    await log.truncate(0);
  } finally {
    await log.close();
  }
}

/** How much was written so far. */
export async function logSize(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

/** The server's last lines after byte `from`, at most `lines`. */
export async function readLogTail(path: string, from: number, lines: number): Promise<string[]> {
  const log = await open(path, 'r').catch(() => undefined);
  if (log === undefined) return [];
  try {
    const { size } = await log.stat();
    const start = Math.max(from, size - TAIL_BYTES);
    const bytes = Buffer.alloc(Math.max(0, size - start));
    await log.read(bytes, 0, bytes.length, start);
    return bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(-lines);
  } finally {
    await log.close();
  }
}
