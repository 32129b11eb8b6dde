import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/server/postgres/embedded-postgres';
import { createStore } from '@/lib/server/store/create-store';
import type { Store } from '@/lib/server/store/store';
import { batchOf, logOf } from '../../../support/telemetry-samples';
import { MIGRATIONS_DIR } from '../../../support/test-database';
import { waitUntil } from '../../../support/wait-until';

/** A file system of its own needs root and the right to mount. */
function mountSmallDisk(path: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=0755', 'tmpfs', path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

let disk: string;
let mounted = false;
let postgres: EmbeddedPostgres | undefined;

beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'ms-disk-'));
  mounted = process.platform === 'linux' && mountSmallDisk(disk);
  if (!mounted) console.log('skipped: this account may not mount a small file system');
});
afterAll(async () => {
  await postgres?.stop();
  if (mounted) execFileSync('umount', ['-l', disk]);
  await rm(disk, { recursive: true, force: true });
});

async function writeUntilFull(store: Store): Promise<{ stored: number; error: unknown }> {
  const path = `/${'x'.repeat(4_000)}`;
  for (let sequence = 1; ; sequence++) {
    const logs = Array.from({ length: 1_000 }, (_, i) =>
      logOf({ path: `${path}${sequence}-${i}`, user_agent: `${Math.random()}` }),
    );
    try {
      await store.sink.write(batchOf('a', sequence, { logs }));
    } catch (error) {
      return { stored: sequence - 1, error };
    }
  }
}

describe('a full disk', () => {
  it('is told in plain words where there is no room for a database', async ({ skip }) => {
    if (!mounted) skip();
    execFileSync('mount', ['-o', 'remount,size=4m', disk]);
    await expect(startEmbeddedPostgres({ dataDir: disk })).rejects.toMatchObject({
      code: 'database_unavailable',
      message: expect.stringMatching(/^Cannot create the database in .*\. The disk is full\. It said:/),
    });
    execFileSync('mount', ['-o', 'remount,size=160m', disk]);
  });

  it('is told in plain words, and nothing acknowledged is lost when there is room again', async ({
    skip,
  }) => {
    if (!mounted) skip();
    postgres = await startEmbeddedPostgres({ dataDir: disk });
    const store = await createStore({ connection: postgres.connection, migrationsDir: MIGRATIONS_DIR });
    const { stored, error } = await writeUntilFull(store);
    expect(error).toMatchObject({ code: 'database_unavailable' });
    expect(stored).toBeGreaterThan(0);
    execFileSync('mount', ['-o', 'remount,size=640m', disk]);
    await waitUntil('the database', () => store.ping().then(() => true));
    const committed = await waitUntil('the sink', () => store.sink.committedSequence('a', 'epoch-1'));
    expect(committed).toBeGreaterThanOrEqual(stored);
    expect(await store.sink.write(batchOf('a', (committed ?? 0) + 1, { logs: [logOf()] }))).toBe('stored');
    const counts = await store.logs.countLogs(
      { fromMs: Date.now() - 600_000, toMs: Date.now() + 1_000 },
      600_000,
      {},
    );
    const rows = counts.reduce((sum, bucket) => sum + bucket.total, 0);
    expect(rows).toBe((committed ?? 0) * 1_000 + 1);
    await store.close();
  });
});
