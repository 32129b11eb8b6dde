import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoadBalancing } from '@/lib/mesh/routing/effective-traffic-policy';
import { createLoadBalancer } from '@/lib/mesh/traffic/create-load-balancer';
import { EarliestDeadline } from '@/lib/mesh/traffic/earliest-deadline';
import { hashText } from '@/lib/mesh/traffic/hash-text';
import type { BalancedHost } from '@/lib/mesh/traffic/load-balancer';
import { createMaglev } from '@/lib/mesh/traffic/maglev';
import { createRingHash } from '@/lib/mesh/traffic/ring-hash';

function makeHosts(weights: readonly number[], active: readonly number[] = []): BalancedHost[] {
  return weights.map((weight, i) => ({ key: `10.0.0.${i}:80`, weight, activeRequests: active[i] ?? 0 }));
}

/** A small deterministic generator (mulberry32). */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function balance(hosts: readonly BalancedHost[], kind: 'LEAST_REQUEST' | 'ROUND_ROBIN' | 'RANDOM') {
  return createLoadBalancer(hosts, {
    balancing: { kind } satisfies LoadBalancing,
    weightOf: (host) => host.weight,
    isWarming: false,
    random: makeRandom(7),
  });
}

function countChoices(
  hosts: readonly BalancedHost[],
  choose: () => BalancedHost | undefined,
  rounds: number,
) {
  const counts = new Map<string, number>();
  for (let i = 0; i < rounds; i++) {
    const key = choose()?.key ?? '';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return hosts.map(({ key }) => counts.get(key) ?? 0);
}

describe('EarliestDeadline', () => {
  it('gives every item its share within one turn, whatever the weights', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }), (weights) => {
        const items = weights.map((weight, i) => ({ weight, i }));
        const schedule = new EarliestDeadline(items, (item) => item.weight);
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const counts = weights.map(() => 0);
        for (let turn = 0; turn < total * 10; turn++) {
          const { i = 0 } = schedule.next() ?? {};
          counts[i] = (counts[i] ?? 0) + 1;
        }
        weights.forEach((weight, i) => {
          expect(Math.abs((counts[i] ?? 0) - weight * 10)).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it('has nothing to give when it is empty', () => {
    expect(new EarliestDeadline([], () => 1).next()).toBeUndefined();
  });
});

describe('createLoadBalancer()', () => {
  it('ROUND_ROBIN takes equal hosts in turns and unequal ones by weight', () => {
    const equal = makeHosts([1, 1, 1]);
    const even = balance(equal, 'ROUND_ROBIN');
    expect(countChoices(equal, () => even.choose(undefined), 300)).toEqual([100, 100, 100]);
    const unequal = makeHosts([1, 3]);
    const uneven = balance(unequal, 'ROUND_ROBIN');
    const [light = 0, heavy = 0] = countChoices(unequal, () => uneven.choose(undefined), 400);
    expect(Math.abs(light - 100)).toBeLessThanOrEqual(1);
    expect(light + heavy).toBe(400);
  });

  it('LEAST_REQUEST never chooses the busiest of equal hosts, and halves the share of a busy one by weight', () => {
    const hosts = makeHosts([1, 1, 1], [9, 0, 0]);
    const balancer = balance(hosts, 'LEAST_REQUEST');
    expect(countChoices(hosts, () => balancer.choose(undefined), 500)[0]).toBe(0);
    const unequal = makeHosts([2, 1], [1, 0]);
    const weighted = balance(unequal, 'LEAST_REQUEST');
    const [a = 0, b = 0] = countChoices(unequal, () => weighted.choose(undefined), 200);
    expect(Math.abs(a - b)).toBeLessThanOrEqual(2);
  });

  it('RANDOM reaches every host, and one host is always chosen', () => {
    const hosts = makeHosts([1, 1, 1, 1]);
    const balancer = balance(hosts, 'RANDOM');
    for (const share of countChoices(hosts, () => balancer.choose(undefined), 400)) {
      expect(share).toBeGreaterThan(50);
    }
    expect(balance(hosts.slice(0, 1), 'RANDOM').choose(undefined)).toBe(hosts[0]);
    expect(balance([], 'LEAST_REQUEST').choose(undefined)).toBeUndefined();
  });
});

const KEYS = Array.from({ length: 4000 }, (_, i) => hashText(`user-${i}`));

describe.each([
  ['createRingHash()', (hosts: readonly BalancedHost[]) => createRingHash(hosts, 1024, () => 0)],
  ['createMaglev()', (hosts: readonly BalancedHost[]) => createMaglev(hosts, 65_537, () => 0)],
])('%s', (_, create) => {
  it.each([2, 3, 5, 8, 9, 16, 33])('moves at most 1.5/n of the keys when one of %i hosts leaves', (n) => {
    const hosts = makeHosts(Array.from({ length: n }, () => 1));
    const before = create(hosts);
    const gone = hosts[n >> 1];
    const after = create(hosts.filter((host) => host !== gone));
    const moved = KEYS.filter((key) => before.choose(key)?.key !== after.choose(key)?.key);
    expect(moved.length / KEYS.length).toBeLessThanOrEqual(1.5 / n);
    const needless = moved.filter((key) => before.choose(key) !== gone);
    expect(needless.length / KEYS.length).toBeLessThanOrEqual(0.5 / n);
  });

  it('sends a key to the same host whatever the order of the list, and shares by weight', () => {
    const hosts = makeHosts([1, 1, 2]);
    const forward = create(hosts);
    const backward = create([...hosts].reverse());
    for (const key of KEYS.slice(0, 500)) expect(forward.choose(key)).toBe(backward.choose(key));
    const heavy = KEYS.filter((key) => forward.choose(key) === hosts[2]).length / KEYS.length;
    expect(heavy).toBeGreaterThan(0.4);
    expect(heavy).toBeLessThan(0.6);
  });

  it('chooses at random where nothing tells clients apart', () => {
    const hosts = makeHosts([1, 1]);
    expect(create(hosts).choose(undefined)).toBe(hosts[0]);
  });
});

describe('hashText()', () => {
  it('spreads neighbours over all bits and depends on the seed', () => {
    const buckets = new Array<number>(16).fill(0);
    for (const key of KEYS) buckets[key >>> 28] = (buckets[key >>> 28] ?? 0) + 1;
    for (const bucket of buckets) expect(bucket).toBeGreaterThan(150);
    expect(hashText('a', 1)).not.toBe(hashText('a', 2));
  });
});
