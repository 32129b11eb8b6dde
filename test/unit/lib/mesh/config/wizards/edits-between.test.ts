import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePath } from '@/lib/mesh/config/parse-path';
import { editsBetween } from '@/lib/mesh/config/wizards/edits-between';
import type { FieldEdit } from '@/lib/mesh/rules/finding';

/** Applies edits one after the other to a plain value. */
function apply(value: unknown, edits: readonly FieldEdit[]): unknown {
  const root = { root: structuredClone(value) };
  for (const { path, value: next } of edits) {
    const steps = ['root', ...parsePath(path)];
    const last = steps.pop() ?? 'root';
    // biome-ignore lint/suspicious/noExplicitAny: walks through values of any shape
    const parent = steps.reduce<any>((at, step) => at[step], root);
    if (next !== undefined) parent[last] = structuredClone(next);
    else if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
  }
  return root.root;
}

const key = fc.constantFrom('a', 'b', 'with.dot');
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, fc.integer({ min: 0, max: 3 }), tie('list'), tie('mapping')),
  list: fc.array(tie('tree'), { maxLength: 4 }),
  mapping: fc.dictionary(key, tie('tree')),
}));

describe('editsBetween()', () => {
  it('turns any value into any other', () => {
    fc.assert(
      fc.property(fc.dictionary(key, tree), fc.dictionary(key, tree), (before, after) => {
        expect(apply(before, editsBetween(before, after))).toEqual(after);
      }),
      { numRuns: 500 },
    );
  });

  it('asks for nothing between equals', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(editsBetween(value, structuredClone(value))).toEqual([]);
      }),
    );
  });

  it('removes items of a list from the last to the first', () => {
    const before = { http: [{ a: 1 }, { b: 2 }, { c: 3 }] };
    expect(editsBetween(before, { http: [{ b: 2 }] })).toEqual([{ path: 'http[2]' }, { path: 'http[0]' }]);
  });

  it('appends after the items that are there', () => {
    expect(editsBetween({ hosts: ['a'] }, { hosts: ['a', 'b'] })).toEqual([{ path: 'hosts[1]', value: 'b' }]);
  });

  it('sets a list whose items moved as a whole', () => {
    expect(editsBetween({ http: ['a', 'b'] }, { http: ['b', 'a'] })).toEqual([
      { path: 'http', value: ['b', 'a'] },
    ]);
  });
});
