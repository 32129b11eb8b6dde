import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG_LIMITS } from '../../../lib/protocol/api/config';

const MANIFEST = /\.(ya?ml|json)$/i;

/** A text with its name, as the API takes it. */
export interface Manifest {
  name: string;
  yaml: string;
}

/** The texts of files, of folders with all below them, and of standard input for `-`; in order. */
export async function readManifests(paths: readonly string[]): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  let bytes = 0;
  for (const path of paths) {
    for (const name of await findFiles(path)) {
      const yaml = await readText(name);
      bytes += Buffer.byteLength(yaml);
      if (bytes > CONFIG_LIMITS.textBytes) throw new Error(describeExcess(name, yaml, bytes));
      manifests.push({ name, yaml });
    }
  }
  return manifests;
}

function describeExcess(name: string, yaml: string, bytes: number): string {
  const most = `at most ${CONFIG_LIMITS.textBytes} bytes are taken at once`;
  const own = Buffer.byteLength(yaml);
  if (own === bytes) return `${name} has ${own} bytes; ${most}`;
  return `the files up to ${name} have ${bytes} bytes; ${most}`;
}

async function findFiles(path: string): Promise<string[]> {
  if (path === '-') return [path];
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `cannot read ${path}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`,
    );
  });
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && MANIFEST.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    // What Git and editors keep for themselves is no configuration.
    .filter(
      (file) =>
        !file
          .slice(path.length)
          .split(/[\\/]/)
          .some((part) => part.startsWith('.')),
    )
    .sort();
  if (files.length === 0) throw new Error(`there is no .yaml, .yml or .json file in ${path}`);
  return files;
}

async function readText(file: string): Promise<string> {
  if (file !== '-') return await readFile(file, 'utf8');
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
