import { describe, expect, it } from 'vitest';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import type { MeshService } from '@/lib/mesh/registry/service';
import { toClusterObjects } from '@/lib/mesh/registry/to-cluster-objects';
import { defaultMeshFacts } from '@/lib/mesh/rules/mesh-facts';
import { validateResources } from '@/lib/mesh/rules/validate-resources';

const workload = (version: string) =>
  describeWorkload({
    name: 'reviews',
    namespace: 'shop',
    cluster: 'default',
    labels: { team: 'a' },
    version,
    serviceAccount: 'books',
  });
const reviews: MeshService = {
  ...{
    host: 'reviews.shop.svc.cluster.local',
    name: 'reviews',
    namespace: 'shop',
    port: 9080,
    protocol: 'http',
  },
  endpoints: ['v1', 'v2'].map((version) => ({ address: '127.0.0.1', port: 1, workload: workload(version) })),
  location: 'MESH_INTERNAL',
};
const bank: MeshService = {
  ...{
    host: 'api.bank.example.com',
    name: 'api.bank.example.com',
    namespace: 'default',
    port: 80,
    protocol: 'http',
  },
  endpoints: [{ address: '10.0.0.9', port: 80 }],
  location: 'MESH_EXTERNAL',
};

describe('toClusterObjects()', () => {
  it('gives a Service that selects the Pods of its workloads', () => {
    const set = createResourceSet(
      toClusterObjects([reviews]).map((object, index) => resourceOf(object, index)),
    );
    const [service] = set.list('Service');
    expect(service?.spec).toMatchObject({
      selector: { app: 'reviews', team: 'a' },
      ports: [{ name: 'http-9080', port: 9080 }],
    });
    expect(
      set.list('Pod').map(({ metadata, spec }) => [metadata.name, metadata.labels.version, spec]),
    ).toEqual([
      ['reviews-v1', 'v1', expect.objectContaining({ serviceAccountName: 'books' })],
      ['reviews-v2', 'v2', expect.objectContaining({ serviceAccountName: 'books' })],
    ]);
  });

  it('gives a ServiceEntry for what is outside, and one object for all ports of a host', () => {
    const objects = toClusterObjects([
      bank,
      { ...bank, port: 443, protocol: 'tcp' },
      reviews,
      { ...reviews, port: 9090 },
    ]);
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Pod reviews-v1',
      'Pod reviews-v2',
      'Service reviews',
      'ServiceEntry api.bank.example.com',
    ]);
    expect(objects.at(-1)?.spec).toMatchObject({
      endpoints: [{ address: '10.0.0.9' }],
      ports: [
        { number: 80, protocol: 'HTTP' },
        { number: 443, protocol: 'TCP' },
      ],
    });
  });

  it('gives objects that nothing is wrong with', () => {
    const resources = toClusterObjects([bank, reviews]).map((object, index) => resourceOf(object, index));
    expect(
      validateResources(resources, defaultMeshFacts(0)).filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
  });
});
