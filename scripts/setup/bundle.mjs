import { join } from 'node:path';
import { root } from './hash-files.mjs';

/** What is bundled for Node: one file each, packages stay in node_modules. */
export const bundles = [
  { entry: 'lib/server/main.ts', outfile: 'dist/console.mjs' },
  { entry: 'lib/server/config-store/judge/judge-worker.ts', outfile: 'dist/judge-worker.mjs' },
  { entry: 'demo/main.ts', outfile: 'dist/demo.mjs' },
  { entry: 'demo/run-service.ts', outfile: 'dist/demo-service.mjs' },
  { entry: 'demo/run-load.ts', outfile: 'dist/demo-load.mjs' },
  { entry: 'demo/run-outsider.ts', outfile: 'dist/demo-outsider.mjs' },
];

/** Bundles the console and the demo with esbuild and lets the agent bundle itself. */
export async function bundleAll() {
  const { build } = await import('esbuild');
  await Promise.all(
    bundles.map(({ entry, outfile }) =>
      build({
        absWorkingDir: root,
        entryPoints: [entry],
        outfile,
        bundle: true,
        platform: 'node',
        target: 'node20',
        format: 'esm',
        packages: 'external',
        sourcemap: 'linked',
        tsconfig: join(root, 'tsconfig.json'),
        logLevel: 'error',
      }),
    ),
  );
  const { buildAgent } = await import('../../agent/build.mjs');
  await buildAgent();
}
