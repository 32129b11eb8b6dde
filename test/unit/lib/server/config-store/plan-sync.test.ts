import { describe, expect, it } from 'vitest';
import { planSync, type SyncMode } from '@/lib/server/config-store/sync/plan-sync';

type Side = string | undefined;
const plan = (directory: Side, store: Side, base: Side, mode: SyncMode): unknown => {
  const act = planSync({ directory, store, base }, mode);
  return typeof act === 'object' ? 'conflict' : act;
};

describe('planSync()', () => {
  it.each([
    // directory, store, base: source, mirror, both
    ['a', 'a', 'b', 'agree', 'agree', 'agree'],
    [undefined, undefined, 'a', 'agree', 'agree', 'agree'],
    ['b', 'a', 'a', 'apply', 'conflict', 'apply'],
    [undefined, 'a', 'a', 'remove', 'write', 'remove'],
    ['a', 'b', 'a', 'conflict', 'write', 'write'],
    ['a', undefined, 'a', 'conflict', 'unlink', 'unlink'],
    ['b', 'c', 'a', 'conflict', 'conflict', 'conflict'],
    [undefined, 'c', 'a', 'conflict', 'conflict', 'conflict'],
    ['b', undefined, 'a', 'conflict', 'conflict', 'conflict'],
    ['a', undefined, undefined, 'apply', 'conflict', 'apply'],
    [undefined, 'a', undefined, 'leave', 'write', 'write'],
    ['a', 'b', undefined, 'apply', 'conflict', 'conflict'],
  ] as const)('of %s and %s, once %s', (directory, store, base, source, mirror, both) => {
    expect(plan(directory, store, base, 'source')).toBe(source);
    expect(plan(directory, store, base, 'mirror')).toBe(mirror);
    expect(plan(directory, store, base, 'both')).toBe(both);
  });
});
