import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where Meshscope is installed: the nearest folder above this file with a package.json. */
export function findPackage(from: string = fileURLToPath(import.meta.url)): { dir: string; version: string } {
  for (let dir = dirname(from); ; dir = dirname(dir)) {
    const file = join(dir, 'package.json');
    if (existsSync(file)) {
      const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version?: string };
      return { dir, version: version ?? '0.0.0' };
    }
    if (dir === dirname(dir)) throw new Error(`No package.json above ${from}`);
  }
}
