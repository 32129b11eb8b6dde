import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainFileError } from '@/lib/server/lifecycle/explain-file-error';

const PLACES = { home: '/home/ada/.meshscope', dataDir: '/home/ada/.meshscope/data' };

const failWrite = (code: string): Error =>
  Object.assign(new Error(`${code}: it failed, write`), { code, syscall: 'write' });

describe('explainFileError()', () => {
  it('says that the disk is full, and where, though the error does not name the place', () => {
    expect(explainFileError(failWrite('ENOSPC'), PLACES)).toBe(
      'Cannot write /home/ada/.meshscope: the disk is full. Choose other folders with --home and --data-dir, or mend this one.',
    );
    expect(explainFileError(failWrite('ENOSPC'), { ...PLACES, dataDir: '/data' })).toContain(
      'Cannot write /home/ada/.meshscope or /data: the disk is full',
    );
  });

  it('names the path that is in the way', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'meshscope-file-'));
    try {
      await writeFile(join(folder, 'file'), '');
      const path = join(folder, 'file', 'home');
      const error: unknown = await mkdir(path, { recursive: true }).catch((cause: unknown) => cause);
      expect(explainFileError(error, PLACES)).toContain(
        `Cannot write ${path}: a part of the path is no folder`,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('leaves other errors to themselves', () => {
    expect(explainFileError(new Error('else'), PLACES)).toBeUndefined();
    expect(explainFileError(failWrite('EIO'), PLACES)).toBeUndefined();
    const port = Object.assign(new Error('no'), { code: 'EACCES', syscall: 'listen' });
    expect(explainFileError(port, PLACES)).toBeUndefined();
  });
});
