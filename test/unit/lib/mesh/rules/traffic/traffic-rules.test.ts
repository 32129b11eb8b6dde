import { describe, expect, it } from 'vitest';
import { applyEdits } from '@/lib/mesh/config/edit-yaml';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { referenceOf } from '@/lib/mesh/config/resource';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { defaultMeshFacts } from '@/lib/mesh/rules/mesh-facts';
import { createSnapshot } from '@/lib/mesh/rules/snapshot';
import { accessUnused } from '@/lib/mesh/rules/traffic/access-unused';
import { callersDenied } from '@/lib/mesh/rules/traffic/callers-denied';
import { hostUnresolved } from '@/lib/mesh/rules/traffic/host-unresolved';
import { keysUnfetched } from '@/lib/mesh/rules/traffic/keys-unfetched';
import {
  type Observations,
  type ObservedEdge,
  type ReplayedTraffic,
  ruleKey,
  type UnfetchedKeys,
} from '@/lib/mesh/rules/traffic/observations';
import { plainTextCallers } from '@/lib/mesh/rules/traffic/plain-text-callers';
import { retryAmplification } from '@/lib/mesh/rules/traffic/retry-amplification';
import { routeNeverTaken } from '@/lib/mesh/rules/traffic/route-never-taken';
import { splitMismatch } from '@/lib/mesh/rules/traffic/split-mismatch';
import { timeoutBelowLatency } from '@/lib/mesh/rules/traffic/timeout-below-latency';
import { TRAFFIC_CATALOGUE } from '@/lib/mesh/rules/traffic/traffic-catalogue';
import { runTrafficRules, type TrafficRule } from '@/lib/mesh/rules/traffic/traffic-rule';

const DAY = 86_400_000;
const host = (service: string): string => `${service}.shop.svc.cluster.local`;

function edge(
  from: string,
  to: string,
  parts: Partial<ObservedEdge> & { version?: string } = {},
): ObservedEdge {
  const { version = 'v1', ...rest } = parts;
  return {
    caller: {
      ...{ namespace: 'shop', workload: `${from}-v1`, service: from },
      principal: `spiffe://cluster.local/ns/shop/sa/${from}`,
    },
    callee: {
      ...{ host: host(to), namespace: 'shop', workload: `${to}-${version}`, version },
      labels: { app: to, version },
    },
    requests: 1_000,
    plainText: 0,
    ...rest,
  };
}

const NOTHING: ReplayedTraffic = {
  ...{ atMs: DAY, requests: 1_000, lines: 1_000, denied: [] },
  ...{ reached: new Map(), taken: new Map() },
};

interface Seen {
  edges?: ObservedEdge[];
  p99Ms?: number;
  changedAt?: number;
  fromMs?: number;
  unresolved?: number;
  replayed?: Partial<ReplayedTraffic>;
  unfetchedKeys?: readonly UnfetchedKeys[];
}

function find(
  rule: TrafficRule,
  yaml: string,
  {
    edges = [],
    p99Ms = 0,
    changedAt = 0,
    fromMs = 1_000,
    unresolved = 0,
    replayed,
    unfetchedKeys = [],
  }: Seen,
) {
  const { resources, problems } = parseResources(yaml, 'test.yaml');
  expect(problems).toEqual([]);
  const observed: Observations = {
    ...{ fromMs, toMs: fromMs + DAY, edges },
    services: new Map(p99Ms === 0 ? [] : [[host('reviews'), { requests: 5_000, p99Ms, unresolved }]]),
    replayed: replayed && { ...NOTHING, ...replayed },
    unfetchedKeys,
    changedAtMs: new Map(resources.map((one) => [ruleKey(referenceOf(one)), changedAt])),
  };
  const snapshot = createSnapshot(createResourceSet(resources), defaultMeshFacts(0));
  return runTrafficRules(snapshot, [rule], observed).map(({ path, message }) => `${path}: ${message}`);
}

const service = (name: string, http: string): string => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: shop}
spec: {hosts: [${name}], http: ${http}}
`;

describe('timeoutBelowLatency', () => {
  const yaml = service('reviews', '[{timeout: 500ms, route: [{destination: {host: reviews}}]}]');

  it('fires where the p99 is at or above the timeout', () => {
    expect(find(timeoutBelowLatency, yaml, { p99Ms: 780 })).toEqual([
      `spec.http[0].timeout: The timeout of 500ms is below what "${host('reviews')}" takes: its p99 is 780 ms`,
    ]);
  });

  it('is silent below it, and where nothing was seen', () => {
    expect(find(timeoutBelowLatency, yaml, { p99Ms: 400 })).toEqual([]);
    expect(find(timeoutBelowLatency, yaml, {})).toEqual([]);
  });
});

describe('splitMismatch', () => {
  const yaml = `${service(
    'reviews',
    '[{route: [{destination: {host: reviews, subset: v1}, weight: 90}, {destination: {host: reviews, subset: v2}, weight: 10}]}]',
  )}---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: shop}
spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
`;
  const split = (v1: number, v2: number) => [
    edge('page', 'reviews', { requests: v1 }),
    edge('page', 'reviews', { requests: v2, version: 'v2' }),
  ];

  it('fires where far more requests reach a subset than its weight says', () => {
    expect(find(splitMismatch, yaml, { edges: split(700, 300) })).toEqual([
      `spec.http[0].route: Subset "v1" has 90 % of the weight and got 70 % of 1000 requests to "${host('reviews')}"`,
    ]);
  });

  it('is silent within chance, and where the rule changed meanwhile', () => {
    expect(find(splitMismatch, yaml, { edges: split(893, 107) })).toEqual([]);
    expect(find(splitMismatch, yaml, { edges: split(16, 4) })).toEqual([]);
    expect(find(splitMismatch, yaml, { edges: split(700, 300), changedAt: 2_000 })).toEqual([]);
  });
});

describe('plainTextCallers', () => {
  const yaml = `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: STRICT}}
`;

  it('fires where callers without mutual TLS were seen', () => {
    expect(find(plainTextCallers, yaml, { edges: [edge('cron', 'reviews', { plainText: 12 })] })).toEqual([
      'spec.mtls.mode: 12 requests came without mutual TLS where it is STRICT: cron-v1 to reviews-v1',
    ]);
  });

  it('is silent where all speak mutual TLS, and where plain text is taken', () => {
    expect(find(plainTextCallers, yaml, { edges: [edge('page', 'reviews')] })).toEqual([]);
    const permissive = yaml.replace('STRICT', 'PERMISSIVE');
    expect(
      find(plainTextCallers, permissive, { edges: [edge('cron', 'reviews', { plainText: 12 })] }),
    ).toEqual([]);
  });
});

describe('accessUnused', () => {
  const yaml = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: reviews, namespace: shop}
spec:
  selector: {matchLabels: {app: reviews}}
  rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/page, cluster.local/ns/shop/sa/old]}}]}]
`;

  it('fires for a principal that may call and never did', () => {
    expect(find(accessUnused, yaml, { edges: [edge('page', 'reviews')] })).toEqual([
      'spec.rules[0].from[0].source.principals[1]: "cluster.local/ns/shop/sa/old" may call and never did in a day',
    ]);
  });

  it('is silent when all call, when nobody does, and when the policy is new', () => {
    expect(find(accessUnused, yaml, { edges: [edge('page', 'reviews'), edge('old', 'reviews')] })).toEqual(
      [],
    );
    expect(find(accessUnused, yaml, { edges: [edge('page', 'ratings')] })).toEqual([]);
    expect(find(accessUnused, yaml, { edges: [edge('page', 'reviews')], changedAt: 5_000 })).toEqual([]);
  });
});

describe('retryAmplification', () => {
  const yaml =
    service('reviews', '[{retries: {attempts: 3}, route: [{destination: {host: reviews}}]}]') +
    service('ratings', '[{retries: {attempts: 3}, route: [{destination: {host: ratings}}]}]');

  it('fires at the end of a chain whose retries multiply', () => {
    expect(find(retryAmplification, yaml, { edges: [edge('reviews', 'ratings')] })).toEqual([
      `spec.http[0].retries.attempts: One request becomes up to 16 tries of "${host('ratings')}" by the retries along reviews, ratings`,
    ]);
  });

  it('is silent where the services do not call each other, and for circles', () => {
    expect(find(retryAmplification, yaml, { edges: [edge('page', 'ratings')] })).toEqual([]);
    const few = yaml.replaceAll('attempts: 3', 'attempts: 1');
    const circle = [edge('reviews', 'ratings'), edge('ratings', 'reviews')];
    expect(find(retryAmplification, few, { edges: circle })).toEqual([]);
  });
});

describe('hostUnresolved', () => {
  const yaml = service('reviews', '[{route: [{destination: {host: reviews}}]}]');

  it('fires where every request failed for want of an address', () => {
    expect(find(hostUnresolved, yaml, { p99Ms: 1, unresolved: 5_000 })).toEqual([
      `spec.http[0].route[0].destination.host: No agent ever found an address of "${host('reviews')}": all 5000 requests to it failed`,
    ]);
  });

  it('is silent where one was answered, and where nobody called', () => {
    expect(find(hostUnresolved, yaml, { p99Ms: 1, unresolved: 4_999 })).toEqual([]);
    expect(find(hostUnresolved, yaml, {})).toEqual([]);
  });
});

describe('keysUnfetched', () => {
  const yaml = `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: reviews, namespace: shop}
spec:
  selector: {matchLabels: {app: reviews}}
  jwtRules:
    - {issuer: inline, jwks: '{"keys": []}'}
    - {issuer: far, jwksUri: https://far.example.com/keys}
    - {issuer: https://near.example.com}
`;
  const keys = (app: string, lastMs = DAY) => ({
    unfetchedKeys: [{ namespace: 'shop', workload: `${app}-v1`, labels: { app }, refused: 3, lastMs }],
  });

  it('fires for every issuer whose keys are fetched', () => {
    expect(find(keysUnfetched, yaml, keys('reviews'))).toEqual([
      'spec.jwtRules[1].jwksUri: shop/reviews-v1 could not fetch the keys of https://far.example.com/keys or those of another issuer: 3 requests with a token were refused',
      'spec.jwtRules[2].issuer: shop/reviews-v1 could not fetch the keys of "https://near.example.com" or those of another issuer: 3 requests with a token were refused',
    ]);
  });

  it('is silent for other workloads, for what was before a change, and where nobody looked', () => {
    expect(find(keysUnfetched, yaml, keys('page'))).toEqual([]);
    expect(find(keysUnfetched, yaml, { ...keys('reviews', 10), changedAt: 11 })).toEqual([]);
    expect(find(keysUnfetched, yaml, {})).toEqual([]);
  });
});

describe('routeNeverTaken', () => {
  const yaml = service(
    'reviews',
    '[{name: old, match: [{uri: {prefix: /old}}]}, {route: [{destination: {host: reviews}}]}]',
  );
  const name = { kind: 'VirtualService', namespace: 'shop', name: 'reviews' };
  const replayed = (reached: number, old: number) => ({
    reached: new Map([[ruleKey(name), reached]]),
    taken: new Map([
      [ruleKey(name, 'spec.http[0]'), old],
      [ruleKey(name, 'spec.http[1]'), reached - old],
    ]),
  });

  it('fires for the rule that took nothing, and says how much was looked at', () => {
    expect(find(routeNeverTaken, yaml, { replayed: replayed(1_000, 0) })).toEqual([
      'spec.http[0]: Rule "old" took none of 1000 requests in a day',
    ]);
    expect(find(routeNeverTaken, yaml, { replayed: { ...replayed(900, 0), requests: 9_000 } })).toEqual([
      'spec.http[0]: Rule "old" took none of 900 requests in a day (a sample of them was looked at)',
    ]);
  });

  it('is silent where all are taken, few came, or the object changed meanwhile', () => {
    expect(find(routeNeverTaken, yaml, { replayed: replayed(1_000, 1) })).toEqual([]);
    expect(find(routeNeverTaken, yaml, { replayed: replayed(50, 0) })).toEqual([]);
    expect(find(routeNeverTaken, yaml, { replayed: replayed(1_000, 0), changedAt: 2_000 })).toEqual([]);
    expect(find(routeNeverTaken, yaml, {})).toEqual([]);
  });
});

describe('callersDenied', () => {
  const yaml = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: reviews, namespace: shop}
spec: {rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/page]}}]}]}
`;
  const policy = {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    namespace: 'shop',
    name: 'reviews',
  };
  const denied = [
    {
      ...{ policy, callee: 'shop/reviews-v1', requests: 40, denied: 40, example: 'GET /reviews/7' },
      caller: { namespace: 'shop', workload: 'cron', principal: 'spiffe://cluster.local/ns/shop/sa/cron' },
    },
  ];

  it('fires for callers that are observed and refused', () => {
    expect(find(callersDenied, yaml, { replayed: { denied } })).toEqual([
      'spec: shop/cron calls shop/reviews-v1 and is denied: 40 requests, such as GET /reviews/7',
    ]);
  });

  it('is silent for another policy, and for one that changed since', () => {
    expect(
      find(callersDenied, yaml.replace('name: reviews', 'name: other'), { replayed: { denied } }),
    ).toEqual([]);
    expect(find(callersDenied, yaml, { replayed: { denied }, changedAt: DAY + 1 })).toEqual([]);
    expect(find(callersDenied, yaml, { replayed: {} })).toEqual([]);
  });
});

describe('fixes of the rules that need traffic', () => {
  it('solve what they are offered for, in the text', () => {
    const policy = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: reviews, namespace: shop}
spec:
  selector: {matchLabels: {app: reviews}}
  rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/page, cluster.local/ns/shop/sa/old]}}]}]
`;
    const { resources } = parseResources(policy, 'a.yaml');
    const observed: Observations = {
      ...{ fromMs: 0, toMs: DAY, edges: [edge('page', 'reviews')], services: new Map() },
      changedAtMs: new Map(resources.map((one) => [ruleKey(referenceOf(one)), 0])),
    };
    const snapshot = createSnapshot(createResourceSet(resources), defaultMeshFacts(0));
    const [finding] = runTrafficRules(snapshot, [accessUnused], observed);
    const edited = applyEdits(policy, 0, finding?.fix?.edits ?? []);
    expect(
      'text' in edited ? find(accessUnused, edited.text, { edges: [edge('page', 'reviews')] }) : edited,
    ).toEqual([]);
  });
});

describe('TRAFFIC_CATALOGUE', () => {
  it('names every rule once, after its file', () => {
    const names = TRAFFIC_CATALOGUE.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^traffic\/[a-z-]+$/);
  });
});
