import { describe, expect, it } from 'vitest';
import type { ConfigResource } from '@/lib/mesh/config/resource';
import type { WorkloadIdentity } from '@/lib/mesh/identity/workload-identity';
import type { MeshService } from '@/lib/mesh/registry/service';
import { findTroubled } from '@/lib/server/graph-signs/find-troubled';

const workload = (name: string, app: string) =>
  ({ namespace: 'shop', workload: name, app, labels: { app } }) as unknown as WorkloadIdentity;
const service = (name: string) =>
  ({
    host: `${name}.shop.svc.cluster.local`,
    name,
    namespace: 'shop',
    endpoints: [],
  }) as unknown as MeshService;
const resource = (group: string, kind: string, spec: object) =>
  ({
    group,
    kind,
    apiVersion: `${group}/v1`,
    metadata: { namespace: 'shop', name: 'x' },
    spec,
  }) as unknown as ConfigResource;

const MESH = {
  services: [service('orders'), service('cart')],
  workloads: [workload('orders-v1', 'orders'), workload('cart-v1', 'cart')],
  rootNamespace: 'istio-system',
  domain: 'svc.cluster.local',
};
const find = (...resources: ConfigResource[]) =>
  findTroubled(
    resources.map((one) => ({ resource: one, error: 1, warning: 0 })),
    MESH,
  ).map(({ of, error }) => [of, error]);

describe('findTroubled()', () => {
  it('finds the service that a rule names', () => {
    const rule = resource('networking.istio.io', 'DestinationRule', { host: 'orders' });
    expect(find(rule)).toEqual([['service:shop/orders', 1]]);
  });

  it('finds the workloads that a policy chooses by labels', () => {
    const policy = resource('security.istio.io', 'AuthorizationPolicy', {
      selector: { matchLabels: { app: 'cart' } },
    });
    expect(find(policy)).toEqual([['workload:shop/cart-v1', 1]]);
  });

  it('marks nobody for what is about a whole namespace', () => {
    expect(find(resource('security.istio.io', 'PeerAuthentication', { mtls: { mode: 'STRICT' } }))).toEqual(
      [],
    );
  });

  it('adds up what several objects have', () => {
    const rule = resource('networking.istio.io', 'DestinationRule', { host: 'orders' });
    const route = resource('networking.istio.io', 'VirtualService', { hosts: ['orders'], http: [] });
    expect(find(rule, route)).toEqual([['service:shop/orders', 2]]);
  });
});
