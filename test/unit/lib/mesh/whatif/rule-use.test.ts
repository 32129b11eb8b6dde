import { describe, expect, it } from 'vitest';
import { ruleKey } from '@/lib/mesh/rules/traffic/observations';
import { RuleUse } from '@/lib/mesh/whatif/rule-use';
import { meshOf, requestOf, ruleOf } from './sample-mesh';

const NAME = { kind: 'VirtualService', namespace: 'shop', name: 'reviews' };
const ROUTE = 'route: [{destination: {host: reviews, subset: v1}}]';
const POLICY = `---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: guard, namespace: shop}
spec: {action: DENY, rules: [{to: [{operation: {paths: [/admin]}}]}]}
`;

function use(yaml: string, requests: readonly ReturnType<typeof requestOf>[]) {
  const counted = new RuleUse(meshOf(yaml));
  for (const request of requests) counted.add(request);
  return counted.result(5, requests.length);
}

describe('RuleUse', () => {
  it('counts the rule that takes a request, and the object it came to', () => {
    const yaml = ruleOf(`[{match: [{uri: {prefix: /old}}], ${ROUTE}}, {${ROUTE}}]`);
    const { reached, taken, lines } = use(yaml, [requestOf(), requestOf()]);
    expect(lines).toBe(2);
    expect(reached.get(ruleKey(NAME))).toBe(2);
    expect(taken.get(ruleKey(NAME, 'spec.http[0]'))).toBeUndefined();
    expect(taken.get(ruleKey(NAME, 'spec.http[1]'))).toBe(2);
  });

  it('counts every rule that may have taken it where a header decides that no log keeps', () => {
    const yaml = ruleOf(`[{match: [{headers: {end-user: {exact: ann}}}], ${ROUTE}}, {${ROUTE}}]`);
    const { taken } = use(yaml, [requestOf()]);
    expect(taken.get(ruleKey(NAME, 'spec.http[0]'))).toBe(1);
    expect(taken.get(ruleKey(NAME, 'spec.http[1]'))).toBe(1);
  });

  it('names callers that a policy refuses, of all their requests', () => {
    const yaml = `${ruleOf(`[{${ROUTE}}]`)}${POLICY}`;
    const { denied } = use(yaml, [requestOf({ path: '/admin', weight: 3 }), requestOf({ weight: 7 })]);
    expect(denied).toMatchObject([
      {
        ...{ policy: { name: 'guard' }, caller: { workload: 'page-v1' }, callee: 'shop/reviews-v1' },
        ...{ requests: 10, denied: 3, example: 'GET /admin' },
      },
    ]);
  });
});
