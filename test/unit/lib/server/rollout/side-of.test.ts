import { describe, expect, it } from 'vitest';
import { servedNames, sideOf } from '@/lib/server/rollout/side-of';

const service = { namespace: 'shop', name: 'cart' };
const version = (host: string, subset: string, name: string) => ({ host, subset, version: name });
const subsets = { service, stable: version('cart', 'v1', 'v1'), canary: version('cart', 'v2', 'v2') };
const hosts = {
  service,
  stable: version('cart-v1', '', 'v1'),
  canary: version('cart-v2.shop.svc.cluster.local', '', 'v2'),
};
const to = (host: string, revision: string) => ({
  destination_service_name: host,
  destination_canonical_revision: revision,
});

describe('sideOf()', () => {
  it('tells subsets of one service apart by the version that its workloads report', () => {
    expect(sideOf(subsets, to('cart', 'v1'))).toBe('stable');
    expect(sideOf(subsets, to('cart', 'v2'))).toBe('canary');
    expect(sideOf(subsets, to('cart', 'v3'))).toBeUndefined();
    expect(sideOf(subsets, to('other', 'v2'))).toBeUndefined();
  });

  it('tells versions that are services of their own apart by their name, whatever their workloads report', () => {
    expect(sideOf(hosts, to('cart-v1', 'latest'))).toBe('stable');
    expect(sideOf(hosts, to('cart-v2', 'latest'))).toBe('canary');
    expect(sideOf(hosts, to('cart', 'v2'))).toBe('canary');
    expect(sideOf(hosts, to('cart-v3', 'v2'))).toBeUndefined();
  });
});

describe('servedNames()', () => {
  it('has each service once', () => {
    expect(servedNames(subsets)).toEqual(['cart']);
    expect(servedNames(hosts)).toEqual(['cart', 'cart-v1', 'cart-v2']);
  });
});
