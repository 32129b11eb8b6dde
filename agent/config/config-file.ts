import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RegistrySnapshot } from '../../lib/mesh/registry/service';
import { configSnapshotSchema } from '../../lib/protocol/ingest/console-message';
import { findSnapshotFault } from './find-snapshot-fault';

/** Reads the last good configuration; undefined when there is none or it is not usable. */
export async function readConfigFile(path: string): Promise<RegistrySnapshot | undefined> {
  try {
    const parsed = configSnapshotSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (!parsed.success) return undefined;
    const { type: _, ...snapshot } = parsed.data;
    return findSnapshotFault(snapshot as RegistrySnapshot) === undefined
      ? (snapshot as RegistrySnapshot)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces the file in one step, so that a crash leaves the old or the new one. */
export async function writeConfigFile(path: string, snapshot: RegistrySnapshot): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, JSON.stringify({ type: 'config', ...snapshot }), { mode: 0o600 });
  await rename(draft, path);
}
