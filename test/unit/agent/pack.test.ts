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

  /** What is wrong here is known to packages that are loaded at their first use. */
  async function writeFaults(): Promise<string> {
    const path = join(folder, 'faults.yaml');
    await writeFile(
      path,
      `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: a, namespace: default }
spec: { hosts: [a], http: [{ match: [{ uri: { regex: 'a(b' } }], route: [{ destination: { host: a } }] }] }
---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: t, namespace: default }
spec: { accessLogging: [{ filter: { expression: 'response.code >=' } }] }
`,
    );
    return path;
  }

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
    const named = files.filter((name) => !/^chunk-\w+\.mjs$/.test(name));
    expect(named.sort()).toEqual([
      'THIRD-PARTY-LICENSES.txt',
      'cel-js.cjs',
      'cli.mjs',
      'jose.cjs',
      'preload.mjs',
      'prom-client.cjs',
      're2js.cjs',
    ]);
    const analysis = await execute(bin, ['analyze', '--fail-on', 'never', await writeFaults()], { env });
    expect(analysis.stdout).toContain('is no regular expression of RE2');
    expect(analysis.stdout).toContain('telemetry/invalid-filter');
  });
});
