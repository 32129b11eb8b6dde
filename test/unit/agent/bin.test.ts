import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const COMMAND = new URL('../../../agent/bin/meshscope.mjs', import.meta.url);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshscope bin-'));
  cpSync(COMMAND, join(folder, 'package/bin/meshscope.mjs'));
  mkdirSync(join(folder, 'package/dist'));
  const says = '{ flags: process.execArgv, args: process.argv.slice(2), pid: process.pid }';
  writeFileSync(join(folder, 'package/dist/cli.mjs'), `process.stdout.write(JSON.stringify(${says}));`);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('meshscope', () => {
  it('runs in one process with its flags for Node and the arguments as they were given', async () => {
    const link = join(folder, 'meshscope');
    symlinkSync(join(folder, 'package/bin/meshscope.mjs'), link);
    const args = ['run', '--name', 'a b', '--', 'sh', '-c', 'echo "$HOME" \'x\''];
    const child = spawn(link, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    await once(child, 'close');
    const flags = ['--no-concurrent-recompilation', '--v8-pool-size=1'];
    expect(JSON.parse(printed)).toEqual({ flags, args, pid: child.pid });
  });
});
