import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizePath, readDeepPath } from '@/lib/mesh/access/normalize-path';

const paths = fc
  .array(
    fc.constantFrom('/', '.', '..', '%2e', '%2F', '%5c', '\\', 'a', 'B', ';x', '%41', '%25', '%zz', ' '),
    {
      maxLength: 12,
    },
  )
  .map((parts) => `/${parts.join('')}`);

describe('normalizePath()', () => {
  it.each([
    ['/a/./b/../c', '/a/c'],
    ['/../../a', '/a'],
    ['/a/..', '/'],
    ['/%61%2fb', '/a%2Fb'],
    ['/a\\b', '/a/b'],
    ['/a//b', '/a//b'],
    ['/%zz', '/%zz'],
    ['/a;b=c', '/a;b=c'],
  ])('makes %s %s', (path, expected) => expect(normalizePath(path)).toBe(expected));

  it('changes nothing that it has made', () => {
    fc.assert(
      fc.property(paths, (path) => {
        const once = normalizePath(path) ?? '';
        expect(normalizePath(once)).toBe(once);
      }),
    );
  });

  it('leaves no dot segment', () => {
    fc.assert(
      fc.property(paths, (path) => {
        expect(normalizePath(path)?.split('/')).not.toContain('..');
        expect(readDeepPath(path)?.path.split('/') ?? []).not.toContain('..');
      }),
    );
  });

  it('refuses a NUL and a fragment, and touches nothing by NONE', () => {
    expect(normalizePath('/a%00b')).toBeUndefined();
    expect(normalizePath('/a#b')).toBeUndefined();
    expect(normalizePath('/a/../b', 'NONE')).toBe('/a/../b');
  });
});
