import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive } from '@/lib/server/postgres/process-facts';
import { ConsoleProcess } from '../support/console-process';

let meshConsole: ConsoleProcess;

beforeEach(async () => {
  meshConsole = await ConsoleProcess.start();
});
afterEach(() => meshConsole.close());

async function databasePid(): Promise<number> {
  const file = join(meshConsole.home, 'data', 'postgres', 'data', 'postmaster.pid');
  return Number((await readFile(file, 'utf8')).split('\n')[0]);
}

describe('the console', () => {
  it('takes two signals at once for one, as ctrl+c under npm sends them, and ends with its database', async () => {
    const database = await databasePid();
    meshConsole.process.child.kill('SIGINT');
    expect(await meshConsole.process.stop('SIGTERM')).toBe(0);
    expect(isAlive(database)).toBe(false);
    expect(meshConsole.process.printed).not.toContain('at once\n');
  });

  it('goes on when nobody reads what it prints any more, and still ends when asked', async () => {
    const { child } = meshConsole.process;
    child.stdout?.destroy();
    child.stderr?.destroy();
    const token = await fetch(`${meshConsole.url}/ingest`, { headers: { authorization: 'Bearer wrong' } });
    expect(token.status).toBeGreaterThanOrEqual(400);
    expect((await fetch(`${meshConsole.url}/healthz`)).status).toBe(200);
    expect(await meshConsole.process.stop('SIGTERM')).toBe(0);
  });
});
