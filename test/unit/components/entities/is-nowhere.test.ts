import { describe, expect, it } from 'vitest';
import { isNowhere } from '@/components/entities/is-nowhere';

const names = [{ kind: 'service', namespace: 'shop', name: 'orders' }];

describe('isNowhere()', () => {
  it('takes kind, namespace and name together', () => {
    expect(isNowhere({ kind: 'service', namespace: 'shop', name: 'orders' }, names)).toBe(false);
    expect(isNowhere({ kind: 'workload', namespace: 'shop', name: 'orders' }, names)).toBe(true);
    expect(isNowhere({ kind: 'service', namespace: 'nope', name: 'orders' }, names)).toBe(true);
  });

  it('says nothing before the names are known', () => {
    expect(isNowhere({ kind: 'service', namespace: 'nope', name: 'nothing' }, undefined)).toBe(false);
  });
});
