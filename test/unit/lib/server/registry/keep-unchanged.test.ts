import { describe, expect, it } from 'vitest';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import type { Endpoint, MeshService } from '@/lib/mesh/registry/service';
import { keepUnchanged } from '@/lib/server/registry/keep-unchanged';

const endpointOf = (address: string, version = 'v1'): Endpoint => ({
  address,
  port: 8080,
  workload: describeWorkload({ name: 'cart', namespace: 'shop', version, serviceAccount: 'cart' }),
  agentId: `shop.cart-${version}`,
});
const serviceOf = (name: string, endpoints: Endpoint[] = [endpointOf('10.0.0.1')]): MeshService => ({
  host: `${name}.shop.svc.cluster.local`,
  name,
  namespace: 'shop',
  port: 80,
  protocol: 'http',
  endpoints,
  location: 'MESH_INTERNAL',
});

describe('keepUnchanged()', () => {
  it('gives the list of before where nothing changed', () => {
    const before = [serviceOf('cart'), serviceOf('pay')];
    expect(keepUnchanged(before, [serviceOf('cart'), serviceOf('pay')])).toBe(before);
  });

  it('gives the objects of before beside the one that changed', () => {
    const [cart, pay] = [serviceOf('cart'), serviceOf('pay')];
    const changed = serviceOf('pay', [endpointOf('10.0.0.1'), endpointOf('10.0.0.2', 'v2')]);
    const kept = keepUnchanged([cart, pay], [serviceOf('cart'), changed]);
    expect(kept[0]).toBe(cart);
    expect(kept[1]).toBe(changed);
  });

  it.each<[string, MeshService]>([
    ['another protocol', { ...serviceOf('cart'), protocol: 'grpc' }],
    ['another address', serviceOf('cart', [endpointOf('10.0.0.9')])],
    ['another workload at the address', serviceOf('cart', [endpointOf('10.0.0.1', 'v2')])],
    ['mutual TLS', serviceOf('cart', [{ ...endpointOf('10.0.0.1'), tlsMode: 'istio' }])],
    ['no endpoint any more', serviceOf('cart', [])],
  ])('takes what is new of a service with %s', (_, changed) => {
    expect(keepUnchanged([serviceOf('cart')], [changed])).toEqual([changed]);
    expect(keepUnchanged([serviceOf('cart')], [changed])[0]).toBe(changed);
  });

  it('makes a new list where a service came or went', () => {
    const before = [serviceOf('cart'), serviceOf('pay')];
    expect(keepUnchanged(before, [serviceOf('cart')])).toEqual([before[0]]);
    expect(keepUnchanged([], before)).toEqual(before);
  });
});
