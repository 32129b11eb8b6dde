// Bundles the agent: two files that need nothing but Node, so that the package installs alone.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

// Bundled CommonJS packages ask for Node's modules by require.
const requireShim =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** Builds the agent into a folder, agent/dist unless told otherwise. @param {string} [folder] */
export async function buildAgent(folder = join(here, 'dist')) {
  const common = {
    absWorkingDir: here,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    legalComments: 'external',
    logLevel: 'error',
  };
  const [cli] = await Promise.all([
    build({
      ...common,
      metafile: true,
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
  const inputs = Object.keys(cli.metafile?.inputs ?? {});
  await writeFile(join(folder, 'THIRD-PARTY-LICENSES.txt'), await collectLicenses(inputs));
}

/** The licences of the packages that are in the bundle. @param {string[]} inputs */
async function collectLicenses(inputs) {
  const packages = new Set(
    inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
  );
  const texts = [...packages].sort().map(async (path) => {
    const folder = join(here, path);
    const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
    const text = file === undefined ? '' : await readFile(join(folder, file), 'utf8');
    return `${name} ${version}\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAgent();
