// Bundles the agent into files that need nothing but Node, so that the package installs alone.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

// Bundled CommonJS packages ask for Node's modules by require.
const requireShim =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/**
 * Packages that most sidecars never need: each is a file of its own, read at the first use of what it exports. By name
 * and not by hash, so that a new version put under a running agent is still found.
 * @type {Record<string, { file: string, exports: string[] }>}
 */
const lazyPackages = {
  '@marcbachmann/cel-js': { file: 'cel-js.cjs', exports: ['Environment'] },
  jose: { file: 'jose.cjs', exports: ['compactVerify', 'importJWK'] },
  'prom-client': { file: 'prom-client.cjs', exports: ['Counter', 'Gauge', 'Registry'] },
  re2js: { file: 're2js.cjs', exports: ['RE2JS'] },
};

const common = {
  absWorkingDir: here,
  bundle: true,
  platform: /** @type {const} */ ('node'),
  target: 'node20',
  // Every package's whole licence is in THIRD-PARTY-LICENSES.txt.
  legalComments: /** @type {const} */ ('none'),
  logLevel: /** @type {const} */ ('error'),
};

/** Builds the agent into a folder, agent/dist unless told otherwise. @param {string} [folder] */
export async function buildAgent(folder = join(here, 'dist')) {
  await removeChunks(folder);
  const results = await Promise.all([
    build({
      ...common,
      format: 'esm',
      metafile: true,
      // A verb loads what it needs; what verbs share is in chunks.
      splitting: true,
      entryPoints: { cli: 'cli/main.ts' },
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      chunkNames: 'chunk-[hash]',
      banner: { js: requireShim },
      sourcemap: 'linked',
      external: ['bufferutil', 'utf-8-validate', './*.cjs'],
      plugins: [lazily],
    }),
    ...Object.entries(lazyPackages).map(([name, { file, exports }]) =>
      build({
        ...common,
        format: 'cjs',
        metafile: true,
        stdin: { contents: `export { ${exports.join(', ')} } from '${name}';`, resolveDir: here },
        outfile: join(folder, file),
      }),
    ),
    build({
      ...common,
      format: 'esm',
      entryPoints: ['preload/preload.ts'],
      outfile: join(folder, 'preload.mjs'),
      minifySyntax: true,
    }),
  ]);
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
  await writeFile(join(folder, 'THIRD-PARTY-LICENSES.txt'), await collectLicenses(inputs));
}

/** Stands in for each lazy package: what it exports asks for the file when it is first touched. */
const lazily = {
  name: 'lazily',
  /** @param {import('esbuild').PluginBuild} plugin */
  setup(plugin) {
    plugin.onResolve({ filter: /^[^./]/ }, ({ path }) =>
      path in lazyPackages ? { path, namespace: 'lazy' } : undefined,
    );
    plugin.onLoad({ filter: /./, namespace: 'lazy' }, ({ path }) => ({
      contents: writeStandIn(lazyPackages[path]),
    }));
  },
};

/** @param {{ file: string, exports: string[] } | undefined} lazy */
function writeStandIn(lazy) {
  if (lazy === undefined) throw new Error('Not a lazy package');
  const names = lazy.exports.map(
    (name) => `export const ${name} = new Proxy(function () {}, {
  get: (_, key) => load().${name}[key],
  apply: (_, self, args) => Reflect.apply(load().${name}, self, args),
  construct: (_, args) => Reflect.construct(load().${name}, args),
});`,
  );
  return `let loaded;
const load = () => (loaded ??= require('./${lazy.file}'));
${names.join('\n')}
`;
}

/** What an earlier build left under names that this one may not use. @param {string} folder */
async function removeChunks(folder) {
  const names = await readdir(folder).catch(() => []);
  const stale = names.filter((name) => name.startsWith('chunk-') || name.endsWith('.LEGAL.txt'));
  await Promise.all(stale.map((name) => rm(join(folder, name), { force: true })));
}

/** The licences of the packages that are in the bundles. @param {string[]} inputs */
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
