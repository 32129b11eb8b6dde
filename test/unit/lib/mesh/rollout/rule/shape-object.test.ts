import { describe, expect, it } from 'vitest';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { editsBetween } from '@/lib/mesh/config/wizards/edits-between';
import { shapeObject } from '@/lib/mesh/rollout/rule/shape-object';
import { STABLE_SHAPE, type TrafficShape } from '@/lib/mesh/rollout/traffic-shape';

const VERSIONS = {
  target: { kind: 'VirtualService', namespace: 'shop', name: 'reviews', rule: 1 },
  stable: { host: 'reviews', subset: 'v1', version: 'v1' },
  canary: { host: 'reviews', subset: 'v2', version: 'v2' },
} as const;

const SERVICE: ConfigObject = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'reviews', namespace: 'shop' },
  spec: {
    hosts: ['reviews'],
    http: [
      {
        name: 'admin',
        match: [{ uri: { prefix: '/admin' } }],
        route: [{ destination: { host: 'reviews', subset: 'v1' } }],
      },
      { timeout: '2s', route: [{ destination: { host: 'reviews', subset: 'v1', port: { number: 80 } } }] },
    ],
  },
};

const shape = (extra: Partial<TrafficShape>): TrafficShape => ({ ...STABLE_SHAPE, ...extra });
const edit = (wanted: TrafficShape, object = SERVICE) =>
  editsBetween(object.spec, shapeObject(object, VERSIONS, wanted).spec);
const httpOf = (object: ConfigObject) => (object.spec as { http: { name?: string }[] }).http;

describe('shapeObject() of a VirtualService', () => {
  it('adds the canary beside stable, as stable is, and leaves other rules alone', () => {
    expect(httpOf(shapeObject(SERVICE, VERSIONS, shape({ canaryPercent: 10 })))).toEqual([
      httpOf(SERVICE)[0],
      {
        timeout: '2s',
        route: [
          { destination: { host: 'reviews', subset: 'v1', port: { number: 80 } }, weight: 90 },
          { destination: { host: 'reviews', subset: 'v2', port: { number: 80 } }, weight: 10 },
        ],
      },
    ]);
  });

  it('changes two weights and nothing else from step to step', () => {
    const at10 = shapeObject(SERVICE, VERSIONS, shape({ canaryPercent: 10 }));
    expect(edit(shape({ canaryPercent: 25 }), at10)).toEqual([
      { path: 'http[1].route[0].weight', value: 75 },
      { path: 'http[1].route[1].weight', value: 25 },
    ]);
  });

  it('leaves third versions their share', () => {
    const three: ConfigObject = {
      ...SERVICE,
      spec: {
        http: [
          {},
          {
            route: [
              { destination: { host: 'reviews', subset: 'v1' }, weight: 70 },
              { destination: { host: 'reviews', subset: 'v3' }, weight: 30 },
            ],
          },
        ],
      },
    };
    const weights = (percent: number) =>
      (
        shapeObject(three, VERSIONS, shape({ canaryPercent: percent })).spec as {
          http: { route: { weight: number }[] }[];
        }
      ).http[1]?.route.map(({ weight }) => weight);
    expect(weights(20)).toEqual([50, 30, 20]);
    expect(weights(100)).toEqual([0, 30, 70]);
  });

  it('mirrors, beside mirrors that are there, and stops again', () => {
    const copying = { ...VERSIONS, steps: [{ kind: 'mirror', percent: 50 }] } as const;
    const mirrored = shapeObject(SERVICE, copying, shape({ mirrorPercent: 50 }));
    expect(httpOf(mirrored)[1]).toMatchObject({
      mirrors: [{ destination: { host: 'reviews', subset: 'v2' }, percentage: { value: 50 } }],
    });
    expect(httpOf(shapeObject(mirrored, copying, STABLE_SHAPE))[1]).not.toHaveProperty('mirrors');
    const other: ConfigObject = {
      ...SERVICE,
      spec: {
        http: [
          {},
          { mirror: { host: 'audit' }, route: [{ destination: { host: 'reviews', subset: 'v1' } }] },
        ],
      },
    };
    const both = shapeObject(other, VERSIONS, shape({ mirrorPercent: 100 }));
    expect(httpOf(both)[1]).toMatchObject({
      mirrors: [{ destination: { host: 'audit' } }, { percentage: { value: 100 } }],
    });
    expect(httpOf(both)[1]).not.toHaveProperty('mirror');
  });

  it('keeps copies that somebody else sends to the canary, where no step makes any', () => {
    const byHand = { mirror: { host: 'reviews', subset: 'v2' }, mirrorPercentage: { value: 5 } };
    const [admin, rule] = httpOf(SERVICE);
    const object: ConfigObject = {
      ...SERVICE,
      spec: { hosts: ['reviews'], http: [admin, { ...rule, ...byHand }] },
    };
    const shifting = { ...VERSIONS, steps: [{ kind: 'weight', percent: 20 }] } as const;
    const wanted = shape({ canaryPercent: 20, match: { header: { name: 'x-user', value: 'tester' } } });
    const shifted = httpOf(shapeObject(object, shifting, wanted));
    expect(shifted[2]).toMatchObject(byHand);
    expect(shifted[1]).not.toHaveProperty('mirror');
    const over = { ...shifting, isOver: true };
    expect(httpOf(shapeObject({ ...object, spec: { http: shifted } }, over, STABLE_SHAPE))[1]).toMatchObject(
      byHand,
    );
  });

  it('goes on copying to others what a header or a cookie leads to the canary', () => {
    const [admin, rule] = httpOf(SERVICE);
    const object: ConfigObject = {
      ...SERVICE,
      spec: { hosts: ['reviews'], http: [admin, { ...rule, mirror: { host: 'audit' } }] },
    };
    const led = shape({ match: { header: { name: 'x-user', value: 'tester' } } });
    expect(httpOf(shapeObject(object, VERSIONS, led))[1]).toMatchObject({
      name: 'meshscope-rollout',
      mirrors: [{ destination: { host: 'audit' } }],
    });
  });

  it('leads a header or a cookie to the canary by a rule of its own, in front, and takes it away again', () => {
    const header = shapeObject(
      SERVICE,
      VERSIONS,
      shape({ match: { header: { name: 'x-user', value: 'tester' } } }),
    );
    expect(httpOf(header)).toHaveLength(3);
    expect(httpOf(header)[1]).toEqual({
      name: 'meshscope-rollout',
      timeout: '2s',
      match: [{ headers: { 'x-user': { exact: 'tester' } } }],
      route: [{ destination: { host: 'reviews', subset: 'v2', port: { number: 80 } }, weight: 100 }],
    });
    expect(httpOf(shapeObject(header, VERSIONS, STABLE_SHAPE))).toHaveLength(2);
    const cookie = shapeObject(
      SERVICE,
      VERSIONS,
      shape({ match: { cookie: { name: 'beta', value: 'a+b' } } }),
    );
    const [match] = (httpOf(cookie)[1] as unknown as { match: [{ headers: { cookie: { regex: string } } }] })
      .match;
    const pattern = new RegExp(`^${match.headers.cookie.regex}$`);
    expect(
      ['beta=a+b', 'x=1; beta=a+b', 'beta=a+b; y=2', 'xbeta=a+b', 'beta=aab'].map((text) =>
        pattern.test(text),
      ),
    ).toEqual([true, true, true, false, false]);
  });
});

describe('shapeObject() of a rule with conditions of its own', () => {
  const withMatch = (match: object[]): ConfigObject => ({
    ...SERVICE,
    spec: { http: [{}, { match, route: [{ destination: { host: 'reviews', subset: 'v1' } }] }] },
  });
  const led = (match: object[]) =>
    httpOf(
      shapeObject(
        withMatch(match),
        VERSIONS,
        shape({ match: { header: { name: 'x-user', value: 'tester' } } }),
      ),
    )[1] as { name?: string; match?: unknown };

  it('keeps both conditions where they are on one header', () => {
    expect(led([{ uri: { prefix: '/a' }, headers: { 'x-user': { prefix: 'te' } } }])).toMatchObject({
      name: 'meshscope-rollout',
      match: [{ uri: { prefix: '/a' }, headers: { 'x-user': { exact: 'tester' } } }],
    });
  });

  it('leads nobody where no request could keep both', () => {
    const rules = [
      { headers: { 'x-user': { exact: 'boss' } } },
      { uri: { prefix: '/b' }, headers: { 'x-user': { regex: '.*er' } } },
    ];
    expect(led(rules).match).toEqual([{ uri: { prefix: '/b' }, headers: { 'x-user': { exact: 'tester' } } }]);
    expect(led(rules.slice(0, 1))).not.toHaveProperty('name');
  });
});

describe('shapeObject() with users who stay', () => {
  const sticky = { cookie: 'canary', seconds: 3_600, value: 'r1' };
  const versions = { ...VERSIONS, sticky };
  const at = (canaryPercent: number, object = SERVICE) =>
    shapeObject(object, versions, shape({ canaryPercent }));
  const answers = { response: { add: { 'set-cookie': 'canary=r1; Path=/; Max-Age=3600; HttpOnly' } } };

  it("lets the canary's answers set the cookie, and leads it to the canary", () => {
    const [, first, second] = httpOf(at(10));
    expect(first).toMatchObject({
      name: 'meshscope-rollout',
      match: [{ headers: { cookie: { regex: '(.*;\\s*)?canary=r1(\\s*;.*)?' } } }],
      route: [{ destination: { subset: 'v2' }, weight: 100 }],
    });
    expect(second).toMatchObject({ route: [{ weight: 90 }, { weight: 10, headers: answers }] });
    expect(JSON.stringify(first)).not.toContain('set-cookie');
  });

  it('changes two weights and nothing else from step to step', () => {
    expect(editsBetween(at(10).spec, at(25, at(10)).spec).map(({ path }) => path)).toEqual([
      'http[2].route[0].weight',
      'http[2].route[1].weight',
    ]);
  });

  it('takes all of it away where one version gets everything', () => {
    for (const percent of [0, 100]) {
      const plain = shapeObject(SERVICE, VERSIONS, shape({ canaryPercent: percent }));
      expect(at(percent, at(10)).spec).toEqual(plain.spec);
    }
  });

  it('leads by a header beside the cookie', () => {
    const wanted = shape({ canaryPercent: 10, match: { header: { name: 'x-user', value: 'tester' } } });
    expect(httpOf(shapeObject(SERVICE, versions, wanted))[1]).toMatchObject({
      match: [{ headers: { 'x-user': { exact: 'tester' } } }, { headers: { cookie: {} } }],
    });
  });

  it('keeps other changes of headers', () => {
    const own = { request: { set: { a: 'b' } }, response: { add: { c: 'd' }, remove: ['server'] } };
    const object: ConfigObject = {
      ...SERVICE,
      spec: {
        http: [
          {},
          {
            route: [
              { destination: { host: 'reviews', subset: 'v1' }, weight: 100 },
              { destination: { host: 'reviews', subset: 'v2' }, weight: 0, headers: own },
            ],
          },
        ],
      },
    };
    expect(JSON.stringify(at(10, object))).toContain('"c":"d","set-cookie"');
    expect(at(0, at(10, object))).toEqual(object);
  });
});

describe('shapeObject() of an HTTPRoute', () => {
  const versions = {
    target: { kind: 'HTTPRoute', namespace: 'shop', name: 'reviews', rule: 0 },
    stable: { host: 'reviews-v1', subset: '', version: 'v1' },
    canary: { host: 'reviews-v2', subset: '', version: 'v2' },
  } as const;
  const route: ConfigObject = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'reviews', namespace: 'shop' },
    spec: { parentRefs: [{ name: 'mesh' }], rules: [{ backendRefs: [{ name: 'reviews-v1', port: 80 }] }] },
  };
  const rulesOf = (object: ConfigObject) => (object.spec as { rules: unknown[] }).rules;

  it('weighs backends', () => {
    expect(rulesOf(shapeObject(route, versions, shape({ canaryPercent: 10 })))).toEqual([
      {
        backendRefs: [
          { name: 'reviews-v1', port: 80, weight: 90 },
          { name: 'reviews-v2', port: 80, weight: 10 },
        ],
      },
    ]);
  });

  it('keeps users by a filter of the backend, and takes it away again', () => {
    const sticky = { ...versions, sticky: { cookie: 'canary', seconds: 60, value: 'r1' } };
    const shaped = shapeObject(route, sticky, shape({ canaryPercent: 10 }));
    const add = [{ name: 'Set-Cookie', value: 'canary=r1; Path=/; Max-Age=60; HttpOnly' }];
    expect(rulesOf(shaped)).toMatchObject([
      { name: 'meshscope-rollout', matches: [{ headers: [{ name: 'cookie', type: 'RegularExpression' }] }] },
      {
        backendRefs: [
          { name: 'reviews-v1' },
          {
            name: 'reviews-v2',
            filters: [{ type: 'ResponseHeaderModifier', responseHeaderModifier: { add } }],
          },
        ],
      },
    ]);
    expect(shapeObject(shaped, sticky, STABLE_SHAPE).spec).toEqual(
      shapeObject(route, versions, STABLE_SHAPE).spec,
    );
  });

  it('keeps a condition of the rule on the same header', () => {
    const own = (type: string, value: string): ConfigObject => ({
      ...route,
      spec: {
        rules: [
          {
            matches: [{ headers: [{ name: 'X-User', type, value }] }],
            backendRefs: [{ name: 'reviews-v1' }],
          },
        ],
      },
    });
    const match = { header: { name: 'x-user', value: 'tester' } };
    expect(
      rulesOf(shapeObject(own('RegularExpression', 't.*'), versions, shape({ match })))[0],
    ).toMatchObject({
      matches: [{ headers: [{ name: 'X-User', value: 'tester' }] }],
    });
    expect(rulesOf(shapeObject(own('Exact', 'boss'), versions, shape({ match })))).toHaveLength(1);
  });

  it('mirrors by a filter and leads headers by a rule', () => {
    const copying = { ...versions, steps: [{ kind: 'mirror', percent: 20 }] } as const;
    const shaped = shapeObject(
      route,
      copying,
      shape({ mirrorPercent: 20, match: { header: { name: 'x-user', value: 'tester' } } }),
    );
    expect(rulesOf(shaped)).toMatchObject([
      { name: 'meshscope-rollout', matches: [{ headers: [{ name: 'x-user', value: 'tester' }] }] },
      {
        filters: [
          {
            type: 'RequestMirror',
            requestMirror: { percent: 20, backendRef: { name: 'reviews-v2', port: 80 } },
          },
        ],
      },
    ]);
    expect(rulesOf(shapeObject(shaped, copying, STABLE_SHAPE))).toHaveLength(1);
    expect(rulesOf(shapeObject(shaped, copying, STABLE_SHAPE))[0]).not.toHaveProperty('filters');
    // Without a step that copies, the copies are somebody else's.
    expect(rulesOf(shapeObject(shaped, versions, STABLE_SHAPE))[0]).toHaveProperty('filters');
  });
});
