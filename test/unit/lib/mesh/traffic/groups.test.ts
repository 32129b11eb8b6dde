import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalityPreference } from '@/lib/mesh/routing/effective-traffic-policy';
import { groupBy } from '@/lib/mesh/traffic/group-by';
import { groupHosts } from '@/lib/mesh/traffic/group-hosts';
import { createHostSet } from '@/lib/mesh/traffic/host-set';
import { isInArea, localityDistance, parseLocality } from '@/lib/mesh/traffic/locality';
import { groupLoad, priorityLoads } from '@/lib/mesh/traffic/priority-load';

const NONE: LocalityPreference = { distribute: [], failover: [], failoverPriority: [] };
const OWN = { locality: 'us/1/a', labels: {} };
const host = (locality: string, labels: Record<string, string> = {}) => ({
  key: locality,
  locality,
  labels,
  weight: 1,
  activeRequests: 0,
});
const near = host('us/1/a');
const sameZone = host('us/1/b');
const sameRegion = host('us/2/a');
const abroad = host('eu/1/a');
const farther = host('asia/1/a');
const ALL = [abroad, near, farther, sameRegion, sameZone];

const shape = (groups: ReturnType<typeof groupHosts<typeof near>>) =>
  groups.map(({ priority, weight, hosts }) => [priority, weight, hosts.map(({ locality }) => locality)]);

describe('locality', () => {
  it('isInArea() takes prefixes and stars', () => {
    expect(['us', 'us/*', 'us/1', 'us/1/*', '*'].map((area) => isInArea('us/1/a', area))).toEqual(
      Array.from({ length: 5 }, () => true),
    );
    expect(['eu', 'us/2', 'us/1/b'].map((area) => isInArea('us/1/a', area))).toEqual([false, false, false]);
  });

  it('localityDistance() counts from the same subzone to elsewhere', () => {
    const own = parseLocality('us/1/a');
    const distances = ['us/1/a', 'us/1/b', 'us/2/a', 'eu/1/a'].map((other) =>
      localityDistance(own, parseLocality(other)),
    );
    expect(distances).toEqual([0, 1, 2, 3]);
  });
});

describe('groupBy()', () => {
  it('keeps the order of first appearance', () => {
    expect(groupBy([3, 1, 4, 1, 5], (n) => n % 2)).toEqual([
      [1, [3, 1, 1, 5]],
      [0, [4]],
    ]);
  });
});

describe('groupHosts()', () => {
  it('treats all alike without a preference, without outlier detection, and where nobody knows the place', () => {
    for (const groups of [
      groupHosts(ALL, OWN, undefined, true),
      groupHosts(ALL, OWN, NONE, false),
      groupHosts(ALL, { locality: '', labels: {} }, NONE, true),
    ]) {
      expect(shape(groups)).toEqual([[0, 1, ALL.map(({ locality }) => locality)]]);
    }
  });

  it('fails over from near to far, first to the region that is named', () => {
    expect(shape(groupHosts(ALL, OWN, NONE, true)).map(([, , hosts]) => hosts)).toEqual([
      ['us/1/a'],
      ['us/1/b'],
      ['us/2/a'],
      ['eu/1/a', 'asia/1/a'],
    ]);
    const failover = { ...NONE, failover: [{ from: 'us', to: 'asia' }] };
    expect(shape(groupHosts(ALL, OWN, failover, true)).at(3)).toEqual([3, 1, ['asia/1/a']]);
    expect(shape(groupHosts([abroad], OWN, NONE, true))).toEqual([[0, 1, ['eu/1/a']]]);
  });

  it('failoverPriority ranks by leading labels in common', () => {
    const own = { locality: 'us/1/a', labels: { network: 'n1' } };
    const hosts = [
      host('eu/1/a', { network: 'n1' }),
      host('us/1/b', { network: 'n2' }),
      host('us/1/b', { network: 'n1' }),
    ];
    const failoverPriority = ['network', 'topology.kubernetes.io/region'];
    const groups = groupHosts(hosts, own, { ...NONE, failoverPriority }, true);
    expect(groups.map((group) => group.hosts.map((one) => `${one.locality} ${one.labels.network}`))).toEqual([
      ['us/1/b n1'],
      ['eu/1/a n1'],
      ['us/1/b n2'],
    ]);
  });

  it('distribute shares by area, the most specific rule for the caller, and leaves others out', () => {
    const distribute = [
      { from: '*', to: { eu: 100 } },
      { from: 'us/1/*', to: { 'us/1/*': 80, us: 20 } },
    ];
    expect(shape(groupHosts(ALL, OWN, { ...NONE, distribute }, false))).toEqual([
      [0, 80, ['us/1/a', 'us/1/b']],
      [0, 20, ['us/2/a']],
    ]);
  });
});

describe('priorityLoads()', () => {
  it('keeps all load near until more than 28 percent are gone, then spills', () => {
    const full = { usable: 10, hosts: 10 };
    expect(priorityLoads([full, full])).toEqual([100, 0]);
    expect(priorityLoads([{ usable: 8, hosts: 10 }, full])).toEqual([100, 0]);
    expect(priorityLoads([{ usable: 5, hosts: 10 }, full])).toEqual([70, 30]);
    expect(priorityLoads([{ usable: 0, hosts: 10 }, full])).toEqual([0, 100]);
    expect(priorityLoads([{ usable: 0, hosts: 3 }])).toEqual([0]);
  });

  it('law: the shares sum to 100 as soon as one host is left', () => {
    const health = fc
      .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
      .map(([usable, others]) => ({ usable, hosts: usable + others }));
    fc.assert(
      fc.property(fc.array(health, { minLength: 1, maxLength: 5 }), (priorities) => {
        const sum = priorityLoads(priorities).reduce((total, load) => total + load, 0);
        expect(sum).toBe(priorities.some(({ usable }) => usable > 0) ? 100 : 0);
      }),
    );
  });

  it('groupLoad() falls only when too few are left', () => {
    expect([
      groupLoad(10, { usable: 8, hosts: 10 }),
      groupLoad(10, { usable: 5, hosts: 10 }),
      groupLoad(10, { usable: 0, hosts: 0 }),
    ]).toEqual([10, 7, 0]);
  });
});

describe('createHostSet()', () => {
  const options = {
    balancing: { kind: 'RANDOM' } as const,
    weightOf: () => 1,
    isWarming: false,
    random: Math.random,
  };

  it('goes to the next priority when the first has nobody left, and to nobody when none has', () => {
    const groups = groupHosts([near, abroad], OWN, NONE, true);
    expect(createHostSet(groups, () => true, options).choose(undefined)).toBe(near);
    expect(createHostSet(groups, (one) => one !== near, options).choose(undefined)).toBe(abroad);
    expect(createHostSet(groups, () => false, options).choose(undefined)).toBeUndefined();
  });

  it('shares among areas by weight', () => {
    const distribute = [{ from: 'us', to: { us: 90, eu: 10 } }];
    const groups = groupHosts([near, abroad], OWN, { ...NONE, distribute }, false);
    let draw = 0;
    const set = createHostSet(groups, () => true, { ...options, random: () => draw });
    const chosen = [0, 0.5, 0.89, 0.91, 0.99].map((value) => {
      draw = value;
      return set.choose(undefined)?.locality;
    });
    expect(chosen).toEqual(['us/1/a', 'us/1/a', 'us/1/a', 'eu/1/a', 'eu/1/a']);
  });
});
