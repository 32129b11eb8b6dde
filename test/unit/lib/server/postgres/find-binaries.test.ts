import { describe, expect, it } from 'vitest';
import { currentHost, findBinaries } from '@/lib/server/postgres/find-binaries';
import { canUseSocket } from '@/lib/server/postgres/server-paths';

describe('findBinaries()', () => {
  it('finds the binaries of this machine', () => {
    expect(findBinaries(currentHost())).toMatch(/native$/);
  });

  it.each([
    ['musl', { platform: 'linux', arch: 'x64', musl: true }, /musl.*DATABASE_URL/],
    [
      'an unknown platform',
      { platform: 'freebsd', arch: 'x64', musl: false },
      /freebsd on x64.*DATABASE_URL/,
    ],
  ] as const)('says what to do on %s', (_name, host, words) => {
    expect(() => findBinaries(host)).toThrow(words);
  });

  it('says what to do when the package was left out', () => {
    const missing = () => {
      throw new Error('not found');
    };
    expect(() => findBinaries({ platform: 'linux', arch: 'x64', musl: false }, missing)).toThrow(
      /--omit=optional/,
    );
  });
});

describe('canUseSocket()', () => {
  it('needs a short path and no Windows', () => {
    expect(canUseSocket('/var/lib/meshscope/postgres/run', 'linux')).toBe(true);
    expect(canUseSocket(`/${'a'.repeat(100)}`, 'linux')).toBe(false);
    expect(canUseSocket('C:\\meshscope', 'win32')).toBe(false);
  });
});
