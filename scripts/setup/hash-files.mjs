import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the clone. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const SKIPPED = new Set(['node_modules', 'dist', '.next', '.setup', 'generated', 'test-results']);

/** A digest over names and contents of files and folders below the root; missing ones count as absent. */
export function hashFiles(/** @type {string[]} */ paths) {
  const hash = createHash('sha256');
  for (const path of paths) addPath(hash, path);
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} path */
function addPath(hash, path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (stats.isDirectory()) {
    for (const name of readdirSync(join(root, path)).sort())
      if (!SKIPPED.has(name)) addPath(hash, join(path, name));
    return;
  }
  hash
    .update(path)
    .update('\0')
    .update(readFileSync(join(root, path)))
    .update('\0');
}
