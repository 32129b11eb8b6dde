import { describe, expect, it } from 'vitest';
import type { WorkloadIdentity } from '@/lib/mesh/identity/workload-identity';
import type { MeshService } from '@/lib/mesh/registry/service';
import { findTarget } from '@/lib/server/config-store/view/find-target';

const identity = (workload: string, version: string): WorkloadIdentity => ({
  cluster: 'default',
  namespace: 'shop',
  workload,
  app: 'reviews',
  version,
  canonicalService: 'reviews',
  canonicalRevision: version,
  principal: 'unknown',
  labels: { app: 'reviews', version },
});

const V1 = identity('reviews-v1', 'v1');
const V2 = identity('reviews-v2', 'v2');

const SERVICE: MeshService = {
  host: 'reviews.shop.svc.cluster.local',
  name: 'reviews',
  namespace: 'shop',
  port: 80,
  protocol: 'http',
  endpoints: [
    { address: '10.0.0.1', port: 80, workload: V1 },
    { address: '10.0.0.2', port: 80, workload: V2 },
  ],
  location: 'MESH_INTERNAL',
};

const find = (id: string) => findTarget(id, [SERVICE], [V1, V2], 'svc.cluster.local');

describe('findTarget()', () => {
  it('takes a service with every workload behind it', () => {
    expect(find('service:shop/reviews')).toEqual({ hosts: [SERVICE.host], workloads: [V1, V2] });
  });

  it('takes a workload with the hosts it answers for', () => {
    expect(find('workload:shop/reviews-v2')).toEqual({ hosts: [SERVICE.host], workloads: [V2] });
  });

  it('takes an app, or one version of it', () => {
    expect(find('app:shop/reviews').workloads).toEqual([V1, V2]);
    expect(find('app:shop/reviews@v1').workloads).toEqual([V1]);
  });

  it('knows the host of a service that has gone', () => {
    expect(find('service:shop/old')).toEqual({ hosts: ['old.shop.svc.cluster.local'], workloads: [] });
  });

  it('refuses what is no service, workload or app', () => {
    expect(() => find('namespace:shop')).toThrow('it names no service, workload or app');
  });
});
