// Bundles the agent: two files that need nothing but Node, so that the package installs alone.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

// Bundled CommonJS packages ask for Node's modules by require.
const requireShim =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** Builds the agent into a folder, agent/dist unless told otherwise. @param {string} [folder] */
export async function buildAgent(folder = join(here, 'dist')) {
  await rm(folder, { recursive: true, force: true });
  const common = {
    absWorkingDir: here,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    legalComments: 'external',
    logLevel: 'error',
  };
  await Promise.all([
    build({
      ...common,
      entryPoints: ['cli/main.ts'],
      outfile: join(folder, 'cli.mjs'),
      banner: { js: requireShim },
      sourcemap: 'linked',
      external: ['bufferutil', 'utf-8-validate'],
    }),
    build({
      ...common,
      entryPoints: ['preload/preload.ts'],
      outfile: join(folder, 'preload.mjs'),
      minifySyntax: true,
    }),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAgent();
