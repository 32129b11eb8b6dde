import { readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes a folder of a test and, where PostgreSQL's user could not enter it, the place that it kept its files in. */
export async function removeData(folder: string, dataDir = folder): Promise<void> {
  const elsewhere = await readlink(join(dataDir, 'postgres')).catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
  if (elsewhere !== undefined) await rm(elsewhere, { recursive: true, force: true });
}
