import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfigFile } from '@/agent/config/config-file';
import { createConfigKeeper } from '@/agent/config/config-keeper';
import { FIRST_SNAPSHOT } from '@/agent/config/mesh-config';
import { waitUntil } from '../support/wait-until';

describe('createConfigKeeper()', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'meshscope-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('ends with the newest configuration, however fast they come', async () => {
    const path = join(folder, 'state.json');
    const errors: string[] = [];
    const keep = createConfigKeeper(path, (error) => errors.push(error));
    for (let revision = 1; revision <= 50; revision++) keep({ ...FIRST_SNAPSHOT, revision });
    await waitUntil('the last', async () => (await readConfigFile(path))?.revision === 50);
    expect(errors).toEqual([]);
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('says why it could not, and tries again with the next', async () => {
    const errors: string[] = [];
    const keep = createConfigKeeper('/dev/null/state.json', (error) => errors.push(error));
    keep({ ...FIRST_SNAPSHOT, revision: 1 });
    await waitUntil('an error', () => errors.length === 1);
    expect(errors[0]).toContain('cannot keep the configuration in /dev/null/state.json: ');
    keep({ ...FIRST_SNAPSHOT, revision: 2 });
    await waitUntil('another', () => errors.length === 2);
  });
});
