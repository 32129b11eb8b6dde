import { describe, expect, it } from 'vitest';
import { addVersion, splitByVersion } from '@/components/rollouts/model/add-rows';
import { newRuleBase } from '@/components/rollouts/model/new-rule';
import { readDraft } from '@/components/rollouts/model/read-draft';
import { changeOf, type RuleBase } from '@/components/rollouts/model/rule-change';
import type { RuleDraft } from '@/components/rollouts/model/rule-draft';
import { shiftRows } from '@/components/rollouts/model/shift-rows';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import type { RolloutTarget } from '@/lib/mesh/rollout/plan';

const RULE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
  namespace: prod
spec:
  hosts: [shop]
  http:
    - timeout: 3s # agreed
      route:
        - destination:
            host: shop
            subset: v1
          weight: 90 # most
        - destination:
            host: shop
            subset: v2
          weight: 10
`;

const ROUTE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop, namespace: prod}
spec:
  rules:
    - backendRefs:
        - name: shop-v1 # the old one
          port: 80
          weight: 9
        - name: shop-v2
          port: 80
          weight: 1
`;

function baseOf(yaml: string): RuleBase {
  const [resource] = parseResources(yaml, '').resources;
  if (resource === undefined) throw new Error('The text holds no object');
  const object = toConfigObject(resource);
  const kind = object.kind as RolloutTarget['kind'];
  const target = { kind, namespace: 'prod', name: 'shop', rule: 0 };
  const draft = readDraft(object, target, undefined);
  if (draft === undefined) throw new Error('The object has no such rule');
  return { target, rule: { object, yaml, version: 3 }, destinationRule: undefined, draft };
}

function textsOf(base: RuleBase, draft: RuleDraft) {
  const change = changeOf(base, draft);
  if ('problem' in change) throw new Error(change.problem);
  return change.texts;
}

const shift = (base: RuleBase, at: number, percent: number): RuleDraft => ({
  ...base.draft,
  rows: shiftRows(base.draft.rows, base.draft.rows[at]?.key ?? '', percent),
});

describe('changeOf()', () => {
  it('changes two numbers and nothing else of a VirtualService', () => {
    const base = baseOf(RULE);
    const [text, ...others] = textsOf(base, shift(base, 1, 25));
    expect(others).toEqual([]);
    expect(text?.after).toBe(RULE.replace('weight: 90', 'weight: 75').replace('weight: 10', 'weight: 25'));
    expect(text?.version).toBe(3);
  });

  it('writes per cent into an HTTPRoute, whatever its weights summed to', () => {
    const base = baseOf(ROUTE);
    expect(base.draft.rows.map(({ percent }) => percent)).toEqual([90, 10]);
    const [text] = textsOf(base, shift(base, 1, 50));
    expect(text?.after).toContain('# the old one');
    expect(text?.after.match(/weight: 50/g)).toHaveLength(2);
  });

  it('is nothing while nothing was moved', () => {
    const base = baseOf(RULE);
    expect(textsOf(base, base.draft)).toEqual([]);
  });

  it('makes the subset of a version that is added', () => {
    const base = baseOf(RULE);
    const [rule, subsets] = textsOf(base, addVersion(base.draft, 'VirtualService', 'shop', 'v3'));
    expect(rule?.after).toContain('subset: v3');
    expect(subsets).toMatchObject({ kind: 'DestinationRule', before: '', version: 0 });
    expect(subsets?.after).toContain('version: v3');
  });

  it('leads a header and mirrors to a version, reads both back, and takes both away', () => {
    const base = baseOf(RULE);
    const key = base.draft.rows[1]?.key ?? '';
    const match = { header: { name: 'x-beta', value: 'yes' }, cookie: { name: 'a.b', value: 'c+d' } };
    const draft = { ...base.draft, beside: { key, match, mirrorPercent: 20 } };
    const [text] = textsOf(base, draft);
    const led = baseOf(text?.after ?? '');
    expect(led.draft.beside).toEqual({ key, match, mirrorPercent: 20 });
    const [back] = textsOf(led, { ...led.draft, beside: { key, mirrorPercent: 0 } });
    expect(back?.after).not.toContain('x-beta');
    expect(back?.after).not.toContain('mirror');
  });

  it('keeps users with a version, reads that back beside a header, and ends it with the shares', () => {
    const base = baseOf(RULE);
    const key = base.draft.rows[1]?.key ?? '';
    const sticky = { cookie: 'seen', seconds: 600 };
    const match = { header: { name: 'x-beta', value: 'yes' } };
    const [plain] = textsOf(base, { ...base.draft, beside: { key, sticky, mirrorPercent: 0 } });
    const stays = { ...sticky, value: 'v2' };
    expect(baseOf(plain?.after ?? '').draft.beside).toEqual({ key, sticky: stays, mirrorPercent: 0 });
    const [both] = textsOf(base, { ...base.draft, beside: { key, sticky, match, mirrorPercent: 0 } });
    const led = baseOf(both?.after ?? '');
    expect(led.draft.beside).toEqual({ key, sticky: stays, match, mirrorPercent: 0 });
    const [moved] = textsOf(led, shift(led, 1, 40));
    expect(moved?.after).toContain('seen=v2; Path=/; Max-Age=600; HttpOnly');
    const [ended] = textsOf(led, shift(led, 1, 0));
    expect(ended?.after).not.toContain('seen');
    expect(ended?.after).toContain('x-beta');
  });

  it('says why a rule cannot be given what is asked for', () => {
    const base = baseOf(
      RULE.replace('- timeout: 3s # agreed', '- match: [{headers: {x-beta: {exact: no}}}]'),
    );
    const match = { header: { name: 'x-beta', value: 'yes' } };
    const key = base.draft.rows[1]?.key ?? '';
    const change = changeOf(base, { ...base.draft, beside: { key, match, mirrorPercent: 0 } });
    expect(change).toHaveProperty('problem', expect.stringContaining('x-beta is no'));
  });

  it('keeps header and mirror when only shares move', () => {
    const base = baseOf(RULE);
    const key = base.draft.rows[1]?.key ?? '';
    const match = { header: { name: 'x-beta', value: 'yes' } };
    const [text] = textsOf(base, { ...base.draft, beside: { key, match, mirrorPercent: 0 } });
    const led = baseOf(text?.after ?? '');
    const [moved] = textsOf(led, shift(led, 1, 40));
    expect(moved?.after).toContain('x-beta');
    expect(moved?.after).toContain('weight: 40');
  });
});

describe('newRuleBase()', () => {
  it('begins with the shares that the versions have now', () => {
    const service = { namespace: 'prod', name: 'shop', host: 'shop.prod.svc.cluster.local', ports: [80] };
    const base = newRuleBase({ service }, undefined);
    if (base === undefined) throw new Error('There is no base');
    const version = (name: string, rate: number) => ({
      version: name,
      workloads: [],
      requests: rate,
      rate,
      errors: { rate: 0, low: 0, high: 1 },
      latency: null,
      course: [],
    });
    const draft = splitByVersion(base.draft, 'VirtualService', 'shop', [version('v1', 3), version('v2', 1)]);
    expect(draft.rows.map(({ version: name, percent }) => [name, percent])).toEqual([
      ['v1', 75],
      ['v2', 25],
    ]);
    const texts = textsOf(base, draft);
    expect(texts.map(({ kind, version: from }) => [kind, from])).toEqual([
      ['VirtualService', 0],
      ['DestinationRule', 0],
    ]);
  });
});
