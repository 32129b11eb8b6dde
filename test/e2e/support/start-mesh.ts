import { spawn } from 'node:child_process';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeData } from '../../integration/support/remove-data';

const START_WITHIN_MS = 120_000;

/**
 * Starts the demo on free ports with a home of its own, unless MESHSCOPE_E2E_URL names a console that runs already;
 * the tests read the address from that variable.
 */
export default async function startMesh(): Promise<() => Promise<void>> {
  if (process.env.MESHSCOPE_E2E_URL !== undefined) return async () => undefined;
  const home = await mkdtemp(join(tmpdir(), 'meshscope-e2e-'));
  // As root the database runs as another user, who must get through; else it is kept in /var/lib.
  await chmod(home, 0o711);
  const demo = spawn(
    process.execPath,
    ['dist/demo.mjs', '--port', '0', '--gateway-port', '0', '--home', home],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  process.env.MESHSCOPE_E2E_URL = await new Promise<string>((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => reject(new Error(`The demo did not start:\n${printed}`)), START_WITHIN_MS);
    demo.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /Meshscope is open at (\S+)/.exec(printed)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
    demo.once('exit', (code) => reject(new Error(`The demo ended with code ${code}:\n${printed}`)));
  });
  return async () => {
    demo.kill('SIGTERM');
    await new Promise((resolve) => demo.once('exit', resolve));
    await removeData(home, join(home, 'data'));
  };
}
