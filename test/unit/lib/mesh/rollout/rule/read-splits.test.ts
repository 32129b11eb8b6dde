import { describe, expect, it } from 'vitest';
import { addSubsets } from '@/lib/mesh/rollout/rule/add-subsets';
import { readSplits } from '@/lib/mesh/rollout/rule/read-splits';

const objectOf = (kind: string, spec: unknown) => ({
  apiVersion: kind === 'HTTPRoute' ? 'gateway.networking.k8s.io/v1' : 'networking.istio.io/v1',
  kind,
  metadata: { name: 'reviews', namespace: 'shop' },
  spec,
});

describe('readSplits()', () => {
  it('tells the share of every destination, whatever the weights sum to', () => {
    const splits = readSplits(
      objectOf('VirtualService', {
        http: [
          {
            name: 'beta',
            match: [{ uri: { prefix: '/beta' } }],
            route: [{ destination: { host: 'reviews', subset: 'v2' } }],
          },
          { redirect: { uri: '/elsewhere' } },
          {
            route: [
              { destination: { host: 'reviews', subset: 'v1', port: { number: 80 } }, weight: 3 },
              { destination: { host: 'reviews', subset: 'v2' }, weight: 1 },
            ],
          },
        ],
      }),
    );
    expect(splits).toEqual([
      {
        rule: 0,
        protocol: 'http',
        title: 'beta',
        targets: [{ host: 'reviews', subset: 'v2', percent: 100 }],
      },
      {
        rule: 2,
        protocol: 'http',
        title: 'All other requests',
        targets: [
          { host: 'reviews', subset: 'v1', port: 80, percent: 75 },
          { host: 'reviews', subset: 'v2', percent: 25 },
        ],
      },
    ]);
  });

  it('reads HTTPRoutes, where an unsaid weight is one, and TCP rules', () => {
    const route = objectOf('HTTPRoute', {
      rules: [
        {
          matches: [{ path: { value: '/a' } }],
          backendRefs: [
            { name: 'a', port: 80 },
            { name: 'b', weight: 3 },
          ],
        },
      ],
    });
    expect(readSplits(route)).toMatchObject([
      {
        title: 'path /a',
        targets: [
          { host: 'a', port: 80, percent: 25 },
          { host: 'b', percent: 75 },
        ],
      },
    ]);
    const tcp = objectOf('VirtualService', { tcp: [{ route: [{ destination: { host: 'db' } }] }] });
    expect(readSplits(tcp)).toMatchObject([{ protocol: 'tcp', targets: [{ host: 'db', percent: 100 }] }]);
  });
});

describe('addSubsets()', () => {
  it('makes a DestinationRule, or adds what is missing, or says that nothing is', () => {
    const wanted = [
      { name: 'v1', version: 'v1' },
      { name: 'v2', version: 'v2' },
    ];
    const made = addSubsets(undefined, 'reviews', 'shop', wanted);
    expect(made).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'reviews', namespace: 'shop' },
      spec: {
        host: 'reviews',
        subsets: [
          { name: 'v1', labels: { version: 'v1' } },
          { name: 'v2', labels: { version: 'v2' } },
        ],
      },
    });
    expect(addSubsets(made, 'reviews', 'shop', wanted)).toBeUndefined();
    const more = addSubsets(made, 'reviews', 'shop', [{ name: 'v3', version: 'v3' }]);
    expect(more?.spec).toMatchObject({ subsets: [{ name: 'v1' }, { name: 'v2' }, { name: 'v3' }] });
  });
});
