import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../setup/hash-files.mjs';

const FOLDERS = ['app', 'components', 'lib/client', 'lib/mesh', 'lib/protocol'];
const IMPORT = /^import \* as z from 'zod\/mini';$/m;
/** `z.core` is only asked for types. */
const NAME = /\bz\.(?!core\b)(\w+)/g;

/**
 * Bundles the part of zod that pages use into one module. Turbopack keeps whatever another module of the library could ask for,
 * asked for or not, which is two fifths of it. Names that exist only as types are no exports and are left out by themselves.
 * @this {{ resourcePath: string, async: () => (error: unknown, code?: string) => void, addContextDependency: (folder: string) => void }}
 */
// biome-ignore lint/style/noDefaultExport: a loader is called by its default export
export default function bundleZod() {
  const done = this.async();
  for (const folder of FOLDERS) this.addContextDependency(join(root, folder));
  bundle(this.resourcePath).then((code) => done(null, code), done);
}

async function bundle(/** @type {string} */ path) {
  const isEntry = path.endsWith('/mini/index.js');
  const names = isEntry ? usedNames(await import(path)) : ['default'];
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${names.join(', ')} } from ${JSON.stringify(path)};`,
      resolveDir: dirname(path),
    },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** What the pages' own code asks of the library. */
function usedNames(/** @type {Record<string, unknown>} */ library) {
  const names = new Set();
  for (const folder of FOLDERS) {
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file)) continue;
      const text = readFileSync(join(root, folder, file), 'utf8');
      if (IMPORT.test(text)) for (const [, name = ''] of text.matchAll(NAME)) names.add(name);
    }
  }
  return [...names].filter((name) => name in library).sort();
}
