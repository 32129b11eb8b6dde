import { describe, expect, it } from 'vitest';
import { outcomesOf, replayOf, requestOf, ruleOf, SUBSETS } from './sample-mesh';

const to = (...versions: readonly [string, number][]): string =>
  `route: [${versions.map(([version, weight]) => `{destination: {host: reviews, subset: ${version}}, weight: ${weight}}`).join(', ')}]`;
const ALL_V1 = ruleOf(`[{${to(['v1', 100])}}]`);
const many = (count: number) => Array.from({ length: count }, () => requestOf());

const POLICY = (spec: string) => `---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: guard, namespace: shop}
spec: ${spec}
`;
const STRICT = `---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: STRICT}}
`;

describe('Replay', () => {
  it('says that nothing changes when nothing changes', () => {
    expect(outcomesOf(replayOf(ALL_V1, ALL_V1, many(7)))).toEqual({ same: 7 });
  });

  it('takes weights as expectations', () => {
    const replay = replayOf(ALL_V1, ruleOf(`[{${to(['v1', 90], ['v2', 10])}}]`), many(50));
    expect(outcomesOf(replay)).toEqual({ same: 45, moved: 5 });
    const load = [...replay.load.values()].map(({ workload, before, after }) => [
      workload,
      before,
      Math.round(after),
    ]);
    expect(load).toEqual([
      ['reviews-v1', 50, 45],
      ['reviews-v2', 0, 5],
    ]);
  });

  it('spreads requests without a rule over all endpoints', () => {
    expect(outcomesOf(replayOf(SUBSETS, ALL_V1, many(10)))).toEqual({ same: 5, moved: 5 });
  });

  it('weighs each line of a sample by what it stands for', () => {
    const after = ruleOf(`[{${to(['v2', 100])}}]`);
    expect(outcomesOf(replayOf(ALL_V1, after, [requestOf({ weight: 12.5 })]))).toEqual({ moved: 12.5 });
  });

  it('finds requests that no rule takes any more, and those that one takes now', () => {
    const only = ruleOf(`[{match: [{uri: {prefix: /api}}], ${to(['v1', 100])}}]`);
    expect(outcomesOf(replayOf(ALL_V1, only, many(3)))).toEqual({ unmatched: 3 });
    expect(outcomesOf(replayOf(only, ALL_V1, many(3)))).toEqual({ matched: 3 });
  });

  it.each([
    ['redirected', '[{redirect: {uri: /new}}]'],
    ['answered', '[{directResponse: {status: 503}}]'],
    ['unavailable', `[{${to(['v9', 100])}}]`],
  ])('tells requests that are %s', (kind, http) => {
    expect(outcomesOf(replayOf(ALL_V1, ruleOf(http), many(2)))).toEqual({ [kind]: 2 });
  });

  it('cuts off what took longer than the new timeout, and nothing else', () => {
    const after = ruleOf(`[{timeout: 1s, ${to(['v1', 100])}}]`);
    const requests = [200, 999, 1_000, 3_000].map((durationMs) => requestOf({ durationMs }));
    expect(outcomesOf(replayOf(ALL_V1, after, requests))).toEqual({ same: 2, 'timed-out': 2 });
  });

  it('does not guess how long a request would have taken that a timeout cut off', () => {
    const half = ruleOf(`[{timeout: 0.5s, ${to(['v1', 100])}}]`);
    const second = ruleOf(`[{timeout: 1s, ${to(['v1', 100])}}]`);
    const cut = requestOf({ durationMs: 501, flags: 'UT', code: 504 });
    const replay = replayOf(half, second, [cut]);
    expect(outcomesOf(replay)).toEqual({ unknown: 1 });
    expect([...replay.unknown.keys()][0]).toContain('was cut off after 501 ms');
  });

  it('expects the share of faults that a rule injects, and keeps the rest', () => {
    const after = ruleOf(
      `[{fault: {abort: {httpStatus: 503, percentage: {value: 20}}, delay: {fixedDelay: 1s, percentage: {value: 50}}}, ${to(['v1', 100])}}]`,
    );
    const replay = replayOf(ALL_V1, after, many(10));
    expect(outcomesOf(replay)).toEqual({ same: 8, aborted: 2 });
    expect(replay.sideEffects.get('delayed')?.requests).toBe(5);
  });

  it('counts mirrored and rewritten requests beside where they go', () => {
    const after = ruleOf(
      `[{mirror: {host: reviews, subset: v2}, mirrorPercentage: {value: 30}, rewrite: {uri: /r}, ${to(['v1', 100])}}]`,
    );
    const replay = replayOf(ALL_V1, after, many(10));
    expect(outcomesOf(replay)).toEqual({ same: 10 });
    expect(replay.sideEffects.get('mirrored')?.requests).toBeCloseTo(3);
    expect(replay.sideEffects.get('rewritten')?.requests).toBe(10);
  });
});

describe('Replay of what the log does not say', () => {
  const byHeader = (version: string) =>
    `{match: [{headers: {end-user: {exact: jason}}}], ${to([version, 100])}}, {${to(['v1', 100])}}`;

  it('names the header that a new rule looks at', () => {
    const replay = replayOf(ALL_V1, ruleOf(`[${byHeader('v2')}]`), many(2));
    expect(outcomesOf(replay)).toEqual({ unknown: 2 });
    expect([...replay.unknown.keys()]).toEqual(['a rule looks at header end-user']);
  });

  it('knows what a rule with the same condition makes of the same request', () => {
    const before = ruleOf(`[${byHeader('v2')}]`);
    expect(outcomesOf(replayOf(before, before, many(2)))).toEqual({ same: 2 });
  });

  it('says that nothing changes though the log does not tell which of two unequal rules took a request', () => {
    const rules = ruleOf(
      `[{match: [{headers: {end-user: {exact: jason}}}], ${to(['v2', 100])}}, {${to(['v1', 50], ['v2', 50])}}]`,
    );
    const replay = replayOf(rules, rules, many(4));
    expect(outcomesOf(replay)).toEqual({ same: 4 });
    for (const { before, after } of replay.load.values()) expect(after).toBe(before);
  });

  it('learns from where a request went whether it met the condition', () => {
    const before = ruleOf(`[${byHeader('v2')}]`);
    const after = ruleOf(
      `[{match: [{headers: {end-user: {exact: jason}}}], redirect: {uri: /new}}, {${to(['v1', 100])}}]`,
    );
    const met = requestOf({ cluster: 'outbound|9080|v2|reviews.shop.svc.cluster.local' });
    const unmet = requestOf({ cluster: 'outbound|9080|v1|reviews.shop.svc.cluster.local' });
    expect(outcomesOf(replayOf(before, after, [met]))).toEqual({ redirected: 1 });
    expect(outcomesOf(replayOf(before, after, [unmet]))).toEqual({ same: 1 });
  });

  describe('of requests from before the last change of their rule', () => {
    const TESTERS = (name: string) =>
      `{${name}match: [{headers: {end-user: {exact: tester}}}], ${to(['v2', 100])}}`;
    const today = ruleOf(`[${TESTERS('name: testers, ')}, {name: all, ${to(['v1', 100], ['v2', 0])}}]`);
    const next = ruleOf(`[${TESTERS('name: testers, ')}, {name: all, ${to(['v1', 40], ['v2', 60])}}]`);
    const toV2 = { cluster: 'outbound|9080|v2|reviews.shop.svc.cluster.local' };

    it('takes the name of the rule for what it tells, whatever the weights are today', () => {
      const byName = requestOf({ ...toV2, routeName: 'all' });
      expect(outcomesOf(replayOf(today, next, [byName], 2_000))).toEqual({ same: 0.4, moved: 0.6 });
      const tester = requestOf({ ...toV2, routeName: 'testers' });
      expect(outcomesOf(replayOf(today, next, [tester], 2_000))).toEqual({ same: 1 });
    });

    it('does not take the other rule for the one that took it, where rules have no names', () => {
      const plain = (weights: string) => ruleOf(`[${TESTERS('')}, {${weights}}]`);
      const [then, now] = [plain(to(['v1', 100], ['v2', 0])), plain(to(['v1', 40], ['v2', 60]))];
      expect(outcomesOf(replayOf(then, now, [requestOf(toV2)], 2_000))).toEqual({ unknown: 1 });
      expect(outcomesOf(replayOf(then, now, [requestOf(toV2)], 500))).toEqual({ same: 1 });
    });
  });

  it('needs no header of a rule whose path does not fit', () => {
    const after = ruleOf(
      `[{match: [{uri: {prefix: /api}, headers: {x: {exact: a}}}], ${to(['v2', 100])}}, {${to(['v1', 100])}}]`,
    );
    expect(outcomesOf(replayOf(ALL_V1, after, many(2)))).toEqual({ same: 2 });
  });

  it('says so when a policy looks at claims', () => {
    const after = ALL_V1 + POLICY('{rules: [{from: [{source: {requestPrincipals: ["*"]}}]}]}');
    const replay = replayOf(ALL_V1, after, many(1));
    expect(outcomesOf(replay)).toEqual({ unknown: 1 });
    expect([...replay.unknown.keys()][0]).toContain('the claims of its token');
  });
});

describe('Replay of access', () => {
  it('finds callers that a policy would refuse, and lets the others in', () => {
    const after =
      ALL_V1 + POLICY('{rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/admin]}}]}]}');
    const admin = {
      ...requestOf().caller,
      workload: 'admin',
      principal: 'spiffe://cluster.local/ns/shop/sa/admin',
    };
    const replay = replayOf(ALL_V1, after, [requestOf(), requestOf({ caller: admin })]);
    expect(outcomesOf(replay)).toEqual({ denied: 1, same: 1 });
    const [edge] = replay.broken.values();
    expect(edge).toMatchObject({ caller: 'shop/page-v1', requests: 1, by: { name: 'guard' } });
    expect(outcomesOf(replayOf(after, ALL_V1, [requestOf()]))).toEqual({ allowed: 1 });
  });

  it('finds plain-text callers under STRICT, with and without an agent', () => {
    const plain = requestOf({ caller: { ...requestOf().caller, principal: undefined } });
    const stranger = requestOf({
      caller: { namespace: '', workload: '', version: '', proxy: undefined, principal: undefined },
      entrance: { namespace: 'shop', labels: { app: 'reviews', version: 'v1' } },
      localPort: 9080,
    });
    const replay = replayOf(ALL_V1, ALL_V1 + STRICT, [requestOf(), plain, stranger]);
    expect(outcomesOf(replay)).toEqual({ same: 1, denied: 2 });
    expect([...replay.broken.values()].map(({ caller }) => caller)).toEqual([
      'shop/page-v1',
      'callers without an agent',
    ]);
  });
});
