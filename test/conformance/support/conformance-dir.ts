import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

/** Where cases of other projects lie: `MESHSCOPE_CONFORMANCE_DIR`, else `shared/conformance` beside the repository. */
function findConformanceDir(): string | undefined {
  const named = process.env.MESHSCOPE_CONFORMANCE_DIR;
  const candidates = named === undefined ? ['../shared/conformance', '../../shared/conformance'] : [named];
  return candidates.map((path) => resolve(ROOT, path)).find((path) => existsSync(path));
}

/** The JSON files of a suite; undefined, and said so, where the cases are not at hand. */
export function readSuite(suite: string): unknown[] | undefined {
  const dir = findConformanceDir();
  const path = dir === undefined ? undefined : join(dir, suite);
  if (path === undefined || !existsSync(path)) {
    console.warn(
      `skipped: the cases of ${suite} are not here (set MESHSCOPE_CONFORMANCE_DIR to the folder that holds them)`,
    );
    return undefined;
  }
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name): unknown => JSON.parse(readFileSync(join(path, name), 'utf8')));
}

/** The text of a file that a case of a suite names. */
export function readSuiteFile(suite: string, file: string): string {
  return readFileSync(join(findConformanceDir() ?? '', suite, file), 'utf8');
}

/** The text of a file of the cases that a suite names. */
export function readSuiteText(path: string): string {
  return readFileSync(join(findConformanceDir() ?? '', path), 'utf8');
}
