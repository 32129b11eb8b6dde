import { describe, expect, it } from 'vitest';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import { applyEdits } from '@/lib/mesh/config/edit-yaml';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { leadsBefore, ownRules, replaceRule } from '@/lib/mesh/rollout/rule/managed-rule';
import { ruleEdits } from '@/lib/mesh/rollout/rule/rule-edits';
import { shapeObject } from '@/lib/mesh/rollout/rule/shape-object';
import type { ShapedVersions } from '@/lib/mesh/rollout/rule/shaped-versions';
import { PROMOTED_SHAPE, STABLE_SHAPE } from '@/lib/mesh/rollout/traffic-shape';

const NAMES = (rules: readonly { name?: string }[]) => rules.map(({ name }) => name);
const [PERSON, ROLLOUT] = [{ name: 'meshscope-canary' }, { name: 'meshscope-rollout' }];

describe('rules that lead to a version', () => {
  const rules = [PERSON, { name: 'a' }, PERSON, ROLLOUT, { name: 'b' }, PERSON];

  it('are not counted, and belong to the rule that they stand right in front of', () => {
    expect(NAMES(ownRules(rules))).toEqual(['a', 'b']);
    expect(NAMES(leadsBefore(rules, 0))).toEqual(['meshscope-canary']);
    expect(NAMES(leadsBefore(rules, 1))).toEqual(['meshscope-canary', 'meshscope-rollout']);
    expect(leadsBefore(rules, 2)).toEqual([]);
  });

  it('are replaced for one owner and one rule only, what a person said in front', () => {
    const rule = { name: 'new' };
    expect(NAMES(replaceRule(rules, { index: 1, owner: 'rollout', leads: [], rule }))).toEqual([
      ...['meshscope-canary', 'a', 'meshscope-canary', 'new', 'meshscope-canary'],
    ]);
    const leads = [{ name: 'lead' }];
    expect(NAMES(replaceRule(rules, { index: 1, owner: 'person', leads, rule }))).toEqual([
      ...['meshscope-canary', 'a', 'lead', 'meshscope-rollout', 'new', 'meshscope-canary'],
    ]);
    expect(NAMES(replaceRule(rules, { index: 0, owner: 'rollout', leads, rule }))).toEqual([
      ...[
        'meshscope-canary',
        'lead',
        'new',
        'meshscope-canary',
        'meshscope-rollout',
        'b',
        'meshscope-canary',
      ],
    ]);
  });
});

const SERVICE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: prod}
spec:
  hosts: [shop]
  http:
    - name: meshscope-canary
      match:
        - headers: {x-user: {exact: tester}} # the testers
      route:
        - destination: {host: shop, subset: v2}
    - timeout: 3s # agreed
      route:
        - destination: {host: shop, subset: v1}
          weight: 80
        - destination: {host: shop, subset: v2}
          weight: 20
          headers: {response: {add: {set-cookie: met=v2; Path=/; Max-Age=60; HttpOnly}}}
`;
const ROUTE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop, namespace: prod}
spec:
  rules:
    - name: meshscope-canary
      matches:
        - headers: [{name: x-user, value: tester}] # the testers
      backendRefs: [{name: shop-v2, port: 80}]
    - backendRefs:
        - {name: shop-v1, port: 80, weight: 80}
        - {name: shop-v2, port: 80, weight: 20}
`;
const before = { canaryPercent: 20, mirrorPercent: 0 };
const target = { kind: 'VirtualService', namespace: 'prod', name: 'shop', rule: 0 } as const;
const subset = (version: string) => ({ host: 'shop', subset: version, version });
const backend = (version: string) => ({ host: `shop-${version}`, subset: '', version });

describe.each([
  { text: SERVICE, versions: { target, stable: subset('v1'), canary: subset('v2') } },
  {
    text: ROUTE,
    versions: { target: { ...target, kind: 'HTTPRoute' }, stable: backend('v1'), canary: backend('v2') },
  } as const,
])('a rollout of a $versions.target.kind that a person has led testers in', ({ text, versions }) => {
  const write = (yaml: string, shape: typeof before, extra: Partial<ShapedVersions> = {}): string => {
    const [resource] = parseResources(yaml, '').resources;
    if (resource === undefined) throw new Error('The text holds no object');
    const object = toConfigObject(resource);
    const shaped = shapeObject(object, { ...versions, ...extra }, shape);
    const edited = applyEdits(yaml, 0, ruleEdits(object, shaped));
    if ('problem' in edited) throw new Error(edited.problem);
    return edited.text;
  };
  const match = { header: { name: 'x-beta', value: 'yes' } };

  it('leads its own requests behind them, and leaves the text as it was after an abort', () => {
    const led = write(text, { ...before, ...{ match } });
    const places = ['# the testers', 'meshscope-rollout', 'x-beta'].map((word) => led.indexOf(word));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(write(led, before, { isOver: true })).toBe(text);
  });

  it('keeps them after a promotion', () => {
    const promoted = write(write(text, { ...before, ...{ match } }), PROMOTED_SHAPE, { isOver: true });
    expect(promoted).toContain('# the testers');
    expect(promoted).not.toContain('meshscope-rollout');
  });

  it('takes a cookie of its own away at the end, whatever the shares were before it', () => {
    const plain = text.replace(/ {10}headers:.*\n/, '');
    const sticky = { cookie: 'own', seconds: 60, value: 'r1' };
    const shared = write(plain, { ...before, canaryPercent: 30 }, { sticky });
    expect(shared).toContain('own=r1; Path=/');
    const back = write(shared, before, { sticky, isOver: true });
    for (const word of ['own=r1', 'meshscope-rollout']) expect(back).not.toContain(word);
    expect(back).toContain('# the testers');
  });

  it('gives them up when a person takes them away', () => {
    expect(write(text, STABLE_SHAPE, { owner: 'person' })).not.toContain('# the testers');
  });
});
