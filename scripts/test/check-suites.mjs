import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/hash-files.mjs';
import { runTool } from './run-tool.mjs';

/** Fewer modules than this mean that the layer check saw nothing, not that all is well. */
const LEAST_MODULES = 200;

const FOLDERS = ['agent', 'app', 'components', 'lib', 'demo'];

/** @param {string} name @param {() => Promise<number>} check */
function suite(name, check) {
  return {
    name,
    run: async () => {
      const isGood = (await check()) === 0;
      return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
    },
  };
}

/** The checks that count as one test each. */
export const checkSuites = [
  suite('lint', async () => (await runTool('@biomejs/biome/bin/biome', ['check', '.'])).code),
  suite('types', async () => (await runTool('typescript/bin/tsc', ['--noEmit'])).code),
  suite('layers', checkLayers),
  suite('dead-code', async () => (await runTool('knip/bin/knip.js', [])).code),
];

async function checkLayers() {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const args = ['--config', '.dependency-cruiser.cjs', ...folders];
  const { code, output } = await runTool('dependency-cruiser/bin/dependency-cruise.mjs', args, {
    capture: true,
  });
  process.stdout.write(output);
  const modules = Number(/(\d+) modules/.exec(output)?.[1] ?? 0);
  if (code === 0 && modules < LEAST_MODULES) {
    console.error(`The layer check saw only ${modules} modules; it should see at least ${LEAST_MODULES}.`);
    return 1;
  }
  return code;
}
