// The demo, after whatever is not set up yet. Asking for its options needs no setup.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const options = process.argv.slice(2);
if (options.includes('--help') || options.includes('-h')) {
  process.stdout.write(readFileSync(join(here, '../demo/usage.txt'), 'utf8'));
} else {
  const { status } = spawnSync(process.execPath, [join(here, 'setup.mjs')], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  await import('../dist/demo.mjs');
}
