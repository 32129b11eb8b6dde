import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const execute = promisify(execFile);
const AGENT = new URL('../../../agent/', import.meta.url).pathname;

describe('npm pack of the agent', { timeout: 120_000 }, () => {
  let folder: string;
  /** Without the settings of an npm that may run these tests. */
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')),
  ) as NodeJS.ProcessEnv;
  const npm = (args: readonly string[], cwd: string) =>
    execute('npm', [...args, '--loglevel=error'], { cwd, env });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'meshscope-pack-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives a package that works alone, with no network and no other package', async () => {
    await npm(['pack', '--pack-destination', folder], AGENT);
    const [tarball = ''] = await readdir(folder);
    await writeFile(join(folder, 'package.json'), '{"private":true}');
    await npm(['install', '--offline', '--no-audit', '--no-fund', join(folder, tarball)], folder);
    expect(await readdir(join(folder, 'node_modules'))).toEqual(['.bin', '.package-lock.json', '@meshscope']);
    const bin = join(folder, 'node_modules', '.bin', 'meshscope');
    const { stdout } = await execute(bin, ['version', '--output', 'json'], { cwd: folder, env });
    expect(JSON.parse(stdout)).toEqual({ version: '0.1.0', node: process.versions.node });
    const files = await readdir(join(folder, 'node_modules', '@meshscope', 'agent', 'dist'));
    expect(files.sort()).toEqual(['THIRD-PARTY-LICENSES.txt', 'cli.mjs', 'cli.mjs.LEGAL.txt', 'preload.mjs']);
  });
});
