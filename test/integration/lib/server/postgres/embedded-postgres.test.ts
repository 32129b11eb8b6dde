import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/server/postgres/embedded-postgres';
import { isAlive } from '@/lib/server/postgres/process-facts';
import { probeDatabase } from '@/lib/server/store/probe-database';
import { removeData } from '../../../support/remove-data';
import { waitUntil } from '../../../support/wait-until';

const HOLDER = new URL('../../../support/postgres-holder.ts', import.meta.url).pathname;

let dataDir: string;
let started: EmbeddedPostgres[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ms-pg-'));
  await chmod(dataDir, 0o711);
  started = [];
});
afterEach(async () => {
  for (const postgres of started) await postgres.stop();
  await removeData(dataDir);
});

async function start(log?: (line: string) => void): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, ...(log === undefined ? {} : { log }) });
  started.push(postgres);
  return postgres;
}

/** Another console with the same data directory; resolves with its server's process id. */
async function startHolder(): Promise<{ holder: ChildProcess; serverPid: number }> {
  const holder = spawn(process.execPath, ['--import', 'tsx', HOLDER, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(holder.stdout as NonNullable<typeof holder.stdout>, 'data')) as [Buffer];
  return { holder, serverPid: (JSON.parse(line.toString()) as { pid: number }).pid };
}

async function killHolder(holder: ChildProcess): Promise<void> {
  const gone = once(holder, 'exit');
  holder.kill('SIGKILL');
  await gone;
}

describe('startEmbeddedPostgres()', () => {
  it('starts, answers, stops cleanly and starts again on the same data', async () => {
    const first = await start();
    const { pid = 0 } = first.state();
    await probeDatabase(first.connection);
    await first.stop();
    expect(first.state().phase).toBe('stopped');
    expect(isAlive(pid)).toBe(false);
    const second = await start();
    expect(second.connection).toEqual(first.connection);
    await probeDatabase(second.connection);
  });

  it('keeps its password to the user that runs the server', async () => {
    await start();
    const { mode } = await stat(join(dataDir, 'postgres', 'password'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('starts the server again at the same address after it was killed', async () => {
    const lines: string[] = [];
    const postgres = await start((line) => lines.push(line));
    const { pid = 0 } = postgres.state();
    process.kill(pid, 'SIGKILL');
    await waitUntil('the restart', () => (postgres.state().restarts > 0 ? true : undefined));
    await probeDatabase(postgres.connection);
    expect(postgres.state()).toMatchObject({
      phase: 'running',
      lastFailure: expect.stringContaining('SIGKILL'),
    });
    expect(lines.join('\n')).toContain('PostgreSQL is back');
  });

  it('refuses a data directory that a living console holds, and names that console', async () => {
    const { holder } = await startHolder();
    try {
      await expect(start()).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(`process ${holder.pid}`),
      });
    } finally {
      await killHolder(holder);
    }
    await start();
  });

  it('stops the server that a killed console left and takes its place', async () => {
    const { holder, serverPid } = await startHolder();
    await killHolder(holder);
    expect(isAlive(serverPid)).toBe(true);
    const lines: string[] = [];
    const postgres = await start((line) => lines.push(line));
    expect(lines).toContain('stopped the PostgreSQL that an earlier console left running');
    expect(isAlive(serverPid)).toBe(false);
    await probeDatabase(postgres.connection);
  });

  it('starts although a stale postmaster.pid names a living process of somebody else', async () => {
    await (await start()).stop();
    const file = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    await writeFile(file, `${process.pid}\n${join(dataDir, 'postgres', 'data')}\n`);
    await probeDatabase((await start()).connection);
  });

  it("says in the server's own words why it does not start", async () => {
    await (await start()).stop();
    const settings = join(dataDir, 'postgres', 'data', 'postgresql.conf');
    await writeFile(settings, `${await readFile(settings, 'utf8')}\nno_such_setting = 1\n`);
    await expect(start()).rejects.toMatchObject({
      code: 'database_unavailable',
      message: expect.stringContaining('unrecognized configuration parameter "no_such_setting"'),
    });
  });

  it('refuses data of another major version and says what to do', async () => {
    await (await start()).stop();
    await writeFile(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toMatchObject({
      message: expect.stringMatching(/made by PostgreSQL 15 .* DATABASE_URL/s),
    });
  });

  it('makes the cluster anew when an initdb was killed half-way', async () => {
    await (await start()).stop();
    await rm(join(dataDir, 'postgres', 'data'), { recursive: true });
    await symlink('/nowhere', join(dataDir, 'postgres', 'data.new'));
    await probeDatabase((await start()).connection);
  });

  it('listens on loopback when the path is too long for a socket', async () => {
    const long = join(dataDir, 'a'.repeat(90));
    const postgres = await startEmbeddedPostgres({ dataDir: long });
    started.push(postgres);
    expect(postgres.connection).toMatchObject({ host: '127.0.0.1' });
    await probeDatabase(postgres.connection);
  });

  it.runIf(process.getuid?.() === 0)(
    'as root keeps its files elsewhere when its user may not enter the data directory',
    async () => {
      await chmod(dataDir, 0o700);
      const postgres = await start();
      await probeDatabase(postgres.connection);
      const { host } = postgres.connection as { host: string };
      expect(host.startsWith(dataDir)).toBe(false);
      await postgres.stop();
      const again = await start();
      expect(again.connection).toEqual(postgres.connection);
      await again.stop();
    },
  );
});
