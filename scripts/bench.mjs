// Runs the benchmarks of test/bench: all of them, or those named on the command line.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup/hash-files.mjs';
import { runTool } from './test/run-tool.mjs';

const folder = join(root, 'test/bench');
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.replace('.bench.ts', ''));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark "${unknown.join('", "')}"; there are ${all.join(', ')}`);
  process.exit(64);
}
let failed = 0;
for (const name of wanted.length > 0 ? wanted : all) {
  console.log(`\n== ${name}`);
  const { code } = await runTool('tsx/dist/cli.mjs', [join(folder, `${name}.bench.ts`)]);
  if (code !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
