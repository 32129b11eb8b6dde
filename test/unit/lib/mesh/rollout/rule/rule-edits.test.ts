import { describe, expect, it } from 'vitest';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import { applyEdits } from '@/lib/mesh/config/edit-yaml';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { ruleEdits } from '@/lib/mesh/rollout/rule/rule-edits';
import { shapeObject } from '@/lib/mesh/rollout/rule/shape-object';
import { STABLE_SHAPE, type TrafficShape } from '@/lib/mesh/rollout/traffic-shape';

const RULE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: prod}
spec:
  hosts: [shop] # short
  http:
    # for everybody
    - timeout: 3s # agreed
      route:
        - destination: {host: shop, subset: v1}
          weight: 100 # most of it
`;
const VERSIONS = {
  target: { kind: 'VirtualService', namespace: 'prod', name: 'shop', rule: 0 },
  stable: { host: 'shop', subset: 'v1', version: 'v1' },
  canary: { host: 'shop', subset: 'v2', version: 'v2' },
  sticky: { cookie: 'met', seconds: 60, value: 'r1' },
} as const;

/** The text with a shape written into its rule. */
function write(yaml: string, shape: TrafficShape): string {
  const [resource] = parseResources(yaml, '').resources;
  if (resource === undefined) throw new Error('The text holds no object');
  const object = toConfigObject(resource);
  const edited = applyEdits(yaml, 0, ruleEdits(object, shapeObject(object, VERSIONS, shape)));
  if ('problem' in edited) throw new Error(edited.problem);
  return edited.text;
}

describe('ruleEdits()', () => {
  const at = (canaryPercent: number): TrafficShape => ({ ...STABLE_SHAPE, canaryPercent });

  it("keeps every comment while the rollout's own rule is put in, and after it is taken out", () => {
    const shared = write(RULE, at(20));
    expect(shared).toContain('name: meshscope-rollout');
    const comments = ['# short', '# for everybody', '3s # agreed'];
    for (const comment of [...comments, 'weight: 80 # most of it']) expect(shared).toContain(comment);
    expect(shared.indexOf('meshscope-rollout')).toBeLessThan(shared.indexOf('# agreed'));
    const back = write(shared, at(0));
    expect(back).not.toContain('meshscope');
    for (const comment of [...comments, 'weight: 100 # most of it']) expect(back).toContain(comment);
  });

  it('changes weights alone while the rule stays', () => {
    const shared = write(RULE, at(20));
    expect(write(shared, at(30))).toBe(
      shared.replace('weight: 80', 'weight: 70').replace('weight: 20', 'weight: 30'),
    );
  });
});
