import { describe, expect, it } from 'vitest';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import type { MeshService } from '@/lib/mesh/registry/service';
import { indexServed, keyOfWorkload } from '@/lib/mesh/routing/scope/served-services';

const workloadOf = (version: string, namespace = 'shop') =>
  describeWorkload({ name: 'cart', namespace, version, serviceAccount: 'cart' });
const serviceOf = (name: string, versions: readonly string[]): MeshService => ({
  host: `${name}.shop.svc.cluster.local`,
  name,
  namespace: 'shop',
  port: 80,
  protocol: 'http',
  endpoints: versions.map((version) => ({ address: '10.0.0.1', port: 80, workload: workloadOf(version) })),
  location: 'MESH_INTERNAL',
});

describe('indexServed()', () => {
  it('knows the services of each kind of workload, in their order', () => {
    const services = [serviceOf('cart', ['v1', 'v2', 'v1']), serviceOf('admin', ['v2'])];
    const served = indexServed(services);
    expect(served.get(keyOfWorkload(workloadOf('v1')))).toEqual([services[0]]);
    expect(served.get(keyOfWorkload(workloadOf('v2')))).toEqual(services);
    expect(served.get(keyOfWorkload(workloadOf('v2', 'bank')))).toBeUndefined();
  });

  it('passes over endpoints without a workload', () => {
    const outside = { ...serviceOf('cart', []), endpoints: [{ address: '192.0.2.1', port: 443 }] };
    expect(indexServed([outside as MeshService]).size).toBe(0);
  });
});

describe('keyOfWorkload()', () => {
  it('is the same in whatever order labels stand, another one for one label more', () => {
    const key = keyOfWorkload({ namespace: 'shop', labels: { app: 'cart', version: 'v1' } });
    expect(keyOfWorkload({ namespace: 'shop', labels: { version: 'v1', app: 'cart' } })).toBe(key);
    expect(keyOfWorkload({ namespace: 'shop', labels: { app: 'cart' } })).not.toBe(key);
  });
});
