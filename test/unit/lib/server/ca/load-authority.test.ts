import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadAuthority } from '@/lib/server/ca/load-authority';
import { openSealed, sealText } from '@/lib/server/ca/sealed-text';

let dataDir = '';
const stored = new Map<string, unknown>();
const settings = {
  readSetting: async (key: string) => stored.get(key),
  writeSetting: async (key: string, value: unknown) => void stored.set(key, value),
};
const options = (secret?: string) => ({
  dataDir,
  trustDomain: 'cluster.local',
  certificateFile: undefined,
  keyFile: undefined,
  rootFile: undefined,
  secret,
});
const load = async (secret?: string) => {
  const { roots } = await loadAuthority(options(secret), settings, Date.now());
  return roots[0]?.fingerprint256;
};

beforeEach(async () => {
  stored.clear();
  dataDir = await mkdtemp(join(tmpdir(), 'meshscope-ca-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

describe('loadAuthority()', () => {
  it('makes a root once, and keeps it in a file that only its owner reads', async () => {
    const made = await load();
    expect(await load()).toBe(made);
    const file = await stat(join(dataDir, 'ca', 'root.pem'));
    expect(file.mode & 0o777).toBe(0o600);
    expect(stored.size).toBe(0);
  });

  it('keeps it in the database, encrypted, when there is a secret', async () => {
    const made = await load('a long enough secret');
    expect(await load('a long enough secret')).toBe(made);
    expect(JSON.stringify([...stored])).not.toContain('PRIVATE KEY');
    await expect(load('another long secret')).rejects.toThrow('not the one it was sealed with');
    await expect(readFile(join(dataDir, 'ca', 'root.pem'))).rejects.toThrow('ENOENT');
  });
});

describe('openSealed()', () => {
  it('gives back what was sealed, and nothing when secret or text differ', () => {
    const sealed = sealText('hidden', 'key');
    expect(openSealed(sealed, 'key')).toBe('hidden');
    expect(openSealed(sealed, 'kez')).toBeUndefined();
    expect(openSealed(`${sealed.slice(0, -4)}AAA=`, 'key')).toBeUndefined();
    expect(openSealed('v1:', 'key')).toBeUndefined();
    expect(openSealed('', 'key')).toBeUndefined();
  });
});
