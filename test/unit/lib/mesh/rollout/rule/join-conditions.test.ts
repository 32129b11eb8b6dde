import { describe, expect, it } from 'vitest';
import { type HeaderCondition, joinConditions } from '@/lib/mesh/rollout/rule/join-conditions';

const on = (name: string, kind: HeaderCondition['kind'], value = ''): HeaderCondition => ({
  name,
  kind,
  value,
});
const tester = on('x-user', 'exact', 'tester');

describe('joinConditions()', () => {
  it('keeps conditions on different headers side by side', () => {
    const other = on('x-team', 'exact', 'blue');
    expect(joinConditions([other], [tester])).toEqual([other, tester]);
  });

  it('says both conditions on one header by the narrower one', () => {
    expect(joinConditions([on('x-user', 'present')], [tester])).toEqual([tester]);
    expect(joinConditions([on('x-user', 'prefix', 'test')], [tester])).toEqual([tester]);
    expect(joinConditions([on('x-user', 'regex', 't.*r')], [tester])).toEqual([tester]);
    expect(joinConditions([tester], [tester])).toEqual([tester]);
  });

  it('compares names without regard to case, and keeps the way the rule writes them', () => {
    expect(joinConditions([on('X-User', 'prefix', 'test')], [tester])).toEqual([
      { ...tester, name: 'X-User' },
    ]);
  });

  it('knows when no request can keep both', () => {
    expect(joinConditions([on('x-user', 'exact', 'somebody')], [tester])).toBe('never');
    expect(joinConditions([on('x-user', 'regex', 't')], [tester])).toBe('never');
    expect(joinConditions([on('cookie', 'exact', 'a=b')], [on('cookie', 'regex', 'beta=1')])).toBe('never');
  });

  it('keeps an exact text that the wanted pattern takes, and gives up on two patterns', () => {
    const exact = on('cookie', 'exact', 'beta=1');
    expect(joinConditions([exact], [on('cookie', 'regex', 'beta=.*')])).toEqual([exact]);
    expect(joinConditions([on('cookie', 'prefix', 'a')], [on('cookie', 'regex', 'beta=1')])).toBe('cannot');
  });
});
