import { describe, expect, it } from 'vitest';
import { buildRoutingTable } from '@/agent/config/build-routing-table';
import { createIdentityPool } from '@/agent/config/identity-pool';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { serviceHost } from '@/lib/mesh/identity/workload-identity';
import type { MeshService, RegistrySnapshot } from '@/lib/mesh/registry/service';
import { RATINGS } from '../support/make-exchange';

function service(name: string, namespace: string, port: number): MeshService {
  return {
    host: serviceHost(name, namespace),
    name,
    namespace,
    port,
    protocol: 'http',
    endpoints: [{ address: '::1', port: port + 1, workload: { ...RATINGS } }],
    location: 'MESH_INTERNAL',
  };
}

const SNAPSHOT: RegistrySnapshot = {
  revision: 1,
  services: [
    service('reviews', 'default', 9443),
    service('reviews', 'default', 9080),
    service('ratings', 'backend', 9080),
    { ...service('bank', 'backend', 443), host: 'api.bank.example', location: 'MESH_EXTERNAL' },
  ],
  resources: [],
  settings: DEFAULT_MESH_SETTINGS,
  telemetry: { randomSamplingPercentage: 1, accessLogging: true },
};

const table = buildRoutingTable(SNAPSHOT, 'default', createIdentityPool());

describe('buildRoutingTable()', () => {
  it.each([
    ['reviews', 9080, 'outbound|9080||reviews.default.svc.cluster.local'],
    ['reviews.default', 9443, 'outbound|9443||reviews.default.svc.cluster.local'],
    ['reviews.default.svc', 9080, 'outbound|9080||reviews.default.svc.cluster.local'],
    ['reviews.default.svc.cluster.local', 9080, 'outbound|9080||reviews.default.svc.cluster.local'],
    ['reviews', 80, 'outbound|9080||reviews.default.svc.cluster.local'],
    ['ratings.backend', 9080, 'outbound|9080||ratings.backend.svc.cluster.local'],
    ['api.bank.example', 443, 'outbound|443||api.bank.example'],
  ])('finds %s:%i', (host, port, cluster) => {
    expect(table.findDestination(host, port)).toMatchObject({ cluster, routeName: 'default' });
  });

  it.each([
    ['a bare name of another namespace', 'ratings', 9080],
    ['a short name of an external service', 'bank.backend', 443],
    ['a stranger', 'example.org', 80],
  ])('passes %s through', (_, host, port) => {
    expect(table.findDestination(host, port)).toBe('passthrough');
  });

  it('finds no route for a known host on a port it has not', () => {
    expect(table.findDestination('reviews', 1234)).toBeUndefined();
  });

  it('blocks strangers under REGISTRY_ONLY', () => {
    const strict = buildRoutingTable(
      { ...SNAPSHOT, settings: { ...DEFAULT_MESH_SETTINGS, outboundTrafficPolicy: 'REGISTRY_ONLY' } },
      'default',
      createIdentityPool(),
    );
    expect(strict.findDestination('example.org', 80)).toBe('block');
  });

  it('writes IPv6 endpoints in brackets and shares equal identities', () => {
    const reviews = table.findDestination('reviews', 9080);
    const ratings = table.findDestination('ratings.backend', 9080);
    if (typeof reviews !== 'object' || typeof ratings !== 'object') throw new Error('not found');
    expect(reviews.endpoints[0]?.hostPort).toBe('[::1]:9081');
    expect(reviews.endpoints[0]?.workload).toBe(ratings.endpoints[0]?.workload);
  });
});
