import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTokenSource, localTokenFile } from '@/agent/config/token-source';

describe('createTokenSource()', () => {
  let home: string;
  const none = { token: undefined, tokenFile: undefined };
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'meshscope-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  it('prefers the token itself, then its file, read anew each time', async () => {
    const tokenFile = join(home, 'token');
    await writeFile(tokenFile, 'one\n');
    const consoleUrl = 'https://mesh.example';
    expect(await createTokenSource({ token: 'given', tokenFile, consoleUrl, home })()).toBe('given');
    const read = createTokenSource({ token: undefined, tokenFile, consoleUrl, home });
    expect(await read()).toBe('one');
    await writeFile(tokenFile, 'two');
    expect(await read()).toBe('two');
    await writeFile(tokenFile, ' ');
    await expect(read()).rejects.toThrow(`the token file ${tokenFile} is empty`);
  });

  it('finds what a console on this machine left, and says how to get one', async () => {
    const read = createTokenSource({ ...none, consoleUrl: 'http://127.0.0.1:4170', home });
    await expect(read()).rejects.toThrow(
      `no console has left its token in ${home}/agents/127.0.0.1-4170.token`,
    );
    await mkdir(join(home, 'agents'));
    await writeFile(join(home, 'agents', '127.0.0.1-4170.token'), 'local\n');
    expect(await read()).toBe('local');
  });

  it('asks for a token of a console elsewhere', async () => {
    const read = createTokenSource({ ...none, consoleUrl: 'https://mesh.example', home });
    await expect(read()).rejects.toThrow("no token for https://mesh.example. The console's Mesh page names");
  });

  it.each([
    ['http://localhost:4170', 'localhost-4170.token'],
    ['http://[::1]:4170', '__1-4170.token'],
    ['http://127.0.0.1', '127.0.0.1-80.token'],
  ])('names the file for %s', (consoleUrl, name) => {
    expect(localTokenFile({ consoleUrl, home: '/h' })).toBe(join('/h', 'agents', name));
  });
});
