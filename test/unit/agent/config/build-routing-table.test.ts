import { describe, expect, it } from 'vitest';
import { buildRoutingTable } from '@/agent/config/build-routing-table';
import { createIdentityPool } from '@/agent/config/identity-pool';
import type { CompiledRoutes } from '@/agent/proxy/routing-table';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { serviceHost } from '@/lib/mesh/identity/workload-identity';
import type { MeshService, RegistrySnapshot } from '@/lib/mesh/registry/service';
import { findRoute } from '@/lib/mesh/routing/find-route';
import type { RoutePlan } from '@/lib/mesh/routing/route-plan';
import type { RoutingProxy } from '@/lib/mesh/routing/routing-proxy';
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

const PROXY: RoutingProxy = { kind: 'sidecar', namespace: 'default', labels: {}, addresses: [] };
const compiled = buildRoutingTable(SNAPSHOT, PROXY, createIdentityPool());

function decide({ defaultPorts, table }: CompiledRoutes, host: string, port: number): RoutePlan {
  const request = { method: 'GET', scheme: 'http', authority: host, path: '/', query: '', headers: {} };
  const wanted = port === 80 ? (defaultPorts.get(host) ?? port) : port;
  return findRoute(table, request, wanted).plan;
}

function clusterOf({ action }: RoutePlan): string | undefined {
  return action.kind === 'forward' ? action.destinations[0]?.cluster : undefined;
}

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
    const plan = decide(compiled, host, port);
    expect([clusterOf(plan), plan.routeName]).toEqual([cluster, 'default']);
    expect(compiled.clusters.has(cluster)).toBe(true);
  });

  it.each([
    ['a bare name of another namespace', 'ratings', 9080],
    ['a short name of an external service', 'bank.backend', 443],
    ['a stranger', 'example.org', 80],
    ['a port that a known host has not', 'reviews', 1234],
  ])('passes %s through', (_, host, port) => {
    expect(decide(compiled, host, port).action.kind).toBe('passthrough');
  });

  it('blocks strangers under REGISTRY_ONLY', () => {
    const strict = buildRoutingTable(
      { ...SNAPSHOT, settings: { ...DEFAULT_MESH_SETTINGS, outboundTrafficPolicy: 'REGISTRY_ONLY' } },
      PROXY,
      createIdentityPool(),
    );
    expect(decide(strict, 'example.org', 80).action.kind).toBe('blocked');
  });

  it('writes IPv6 endpoints in brackets and shares equal identities', () => {
    const reviews = compiled.clusters.get('outbound|9080||reviews.default.svc.cluster.local')?.endpoints[0];
    const ratings = compiled.clusters.get('outbound|9080||ratings.backend.svc.cluster.local')?.endpoints[0];
    expect(reviews?.hostPort).toBe('[::1]:9081');
    expect(reviews?.workload).toBeDefined();
    expect(reviews?.workload).toBe(ratings?.workload);
  });
});
