import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleAll, bundles } from './bundle.mjs';
import { root } from './hash-files.mjs';
import { runCommand } from './run-command.mjs';

const has = (/** @type {string[]} */ ...paths) => paths.every((path) => existsSync(join(root, path)));

/** The steps from a clone to a runnable product. @param {{ forTests: boolean }} options */
export function buildSteps({ forTests }) {
  const steps = [
    {
      name: 'install dependencies',
      inputs: ['package-lock.json', 'package.json', 'agent/package.json'],
      outputs: () => has('node_modules/next/package.json', 'node_modules/esbuild/package.json'),
      run: () => runCommand('npm', ['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error']),
    },
    {
      name: 'generate the database client',
      inputs: ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'],
      outputs: () => has('lib/server/store/generated/client.ts'),
      run: () => runCommand('node', ['node_modules/prisma/build/index.js', 'generate', '--no-hints']),
    },
    {
      name: 'bundle agent, console and demo',
      inputs: ['agent', 'lib', 'demo', 'scripts/setup', 'package-lock.json', 'tsconfig.json'],
      outputs: () => has(...bundles.map((bundle) => bundle.outfile)),
      run: bundleAll,
    },
    {
      name: 'build the pages',
      inputs: [
        'app',
        'components',
        'lib/client',
        'lib/mesh',
        'lib/protocol',
        'public',
        'scripts/pages',
        'next.config.mjs',
        'package-lock.json',
      ],
      outputs: () => has('.next/BUILD_ID'),
      run: () =>
        runCommand('node', ['node_modules/next/dist/bin/next', 'build'], { NEXT_TELEMETRY_DISABLED: '1' }),
    },
  ];
  if (forTests) {
    steps.push({
      name: 'find a browser',
      inputs: [],
      outputs: () => false,
      run: async () => {
        const { findBrowser } = await import('../browser/find-browser.mjs');
        await findBrowser({ install: true });
      },
    });
  }
  return steps;
}

/** Refuses a Node that is too old for the dependencies. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(
      `Meshscope needs Node 20.19 or newer; this is ${process.version}. Install a newer one and try again.`,
    );
  }
}
