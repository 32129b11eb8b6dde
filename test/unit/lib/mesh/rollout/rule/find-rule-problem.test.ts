import { describe, expect, it } from 'vitest';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { findRuleProblem, ruleWishesOf } from '@/lib/mesh/rollout/rule/find-rule-problem';

const canary = { host: 'shop', subset: 'v2', version: 'v2' };
const target = { kind: 'VirtualService', namespace: 'shop', name: 'shop', rule: 0 } as const;

const service = (rule: object): ConfigObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'shop', namespace: 'shop' },
  spec: { hosts: ['shop'], ...rule },
});
const http = (rule: object) =>
  service({ http: [{ route: [{ destination: { host: 'shop', subset: 'v2' } }], ...rule }] });
const byHeader = (value: string) => ({
  target,
  canary,
  steps: [{ kind: 'match' as const, match: { header: { name: 'x-user', value } } }],
});

describe('findRuleProblem()', () => {
  it('has nothing against conditions that go together', () => {
    const object = http({ match: [{ headers: { 'x-user': { prefix: 'te' } } }] });
    expect(findRuleProblem(object, ruleWishesOf(byHeader('tester')))).toBeUndefined();
  });

  it('names the condition of the rule that leaves nobody over', () => {
    const object = http({ match: [{ headers: { 'x-user': { prefix: 'te' } } }] });
    expect(findRuleProblem(object, ruleWishesOf(byHeader('other')))).toBe(
      'No request that the rule takes has that x-user: it takes those where x-user begins with te.',
    );
  });

  it('refuses a second condition on cookies, also for users who stay', () => {
    const object = http({ match: [{ headers: { cookie: { regex: '.*user=jason.*' } } }] });
    const sticky = { cookie: 'canary', seconds: 60 };
    expect(findRuleProblem(object, ruleWishesOf({ target, canary, sticky, steps: [] }))).toContain(
      'choose another header',
    );
  });

  it('refuses users who stay where the answers set a cookie already', () => {
    const headers = { response: { add: { 'Set-Cookie': 'a=b' } } };
    const object = http({ route: [{ destination: { host: 'shop', subset: 'v2' }, headers }] });
    const sticky = { cookie: 'canary', seconds: 60 };
    expect(findRuleProblem(object, ruleWishesOf({ target, canary, sticky, steps: [] }))).toContain(
      'set a cookie already',
    );
  });

  it('lets a person change a cookie that a person asked for, and no rollout', () => {
    const headers = { response: { add: { 'set-cookie': 'met=v2; Path=/; Max-Age=60; HttpOnly' } } };
    const object = http({ route: [{ destination: { host: 'shop', subset: 'v2' }, headers }] });
    const wishes = ruleWishesOf({ target, canary, sticky: { cookie: 'canary', seconds: 60 }, steps: [] });
    expect(findRuleProblem(object, wishes)).toContain('set a cookie already');
    expect(findRuleProblem(object, { ...wishes, owner: 'person' })).toBeUndefined();
  });

  it('refuses copies of its own where somebody else copies to the canary already', () => {
    const steps = [{ kind: 'mirror' as const, percent: 10 }];
    const byHand = http({ mirror: { host: 'shop', subset: 'v2' } });
    const wishes = ruleWishesOf({ target, canary, steps });
    expect(findRuleProblem(byHand, wishes)).toContain('copies requests to v2 already');
    expect(findRuleProblem(byHand, { ...wishes, owner: 'person' })).toBeUndefined();
    expect(findRuleProblem(http({ mirror: { host: 'audit' } }), wishes)).toBeUndefined();
    const route: ConfigObject = {
      ...{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'shop' } },
      spec: {
        rules: [
          {
            filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'shop-v2' } } }],
            backendRefs: [{ name: 'shop-v1' }],
          },
        ],
      },
    };
    const ofRoute = ruleWishesOf({
      target: { ...target, kind: 'HTTPRoute' },
      canary: { host: 'shop-v2', subset: '', version: 'v2' },
      steps,
    });
    expect(findRuleProblem(route, ofRoute)).toContain('copies requests to v2 already');
  });

  it('refuses headers and copies for TCP connections, but not weights', () => {
    const object = service({ tcp: [{ route: [{ destination: { host: 'shop', subset: 'v1' } }] }] });
    expect(findRuleProblem(object, ruleWishesOf(byHeader('tester')))).toContain('TCP');
    const mirror = [{ kind: 'mirror' as const, percent: 10 }];
    expect(findRuleProblem(object, ruleWishesOf({ target, canary, steps: mirror }))).toContain('TCP');
    const weight = [{ kind: 'weight' as const, percent: 10 }];
    expect(findRuleProblem(object, ruleWishesOf({ target, canary, steps: weight }))).toBeUndefined();
  });
});
