import { describe, expect, it } from 'vitest';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import type { ClusterPlan } from '@/lib/mesh/routing/cluster-plan';
import { compileRouteTable } from '@/lib/mesh/routing/compile-route-table';
import { createRoutingMesh } from '@/lib/mesh/routing/routing-mesh';

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'reviews', namespace: 'shop' },
  spec: {
    ports: [
      { name: 'http', port: 80 },
      { name: 'http-b', port: 81 },
    ],
  },
};

const rule = (namespace: string, name: string, spec: object) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name, namespace },
  spec: { host: 'reviews.shop.svc.cluster.local', ...spec },
});

function clusterOf(
  rules: ReturnType<typeof rule>[],
  name: string,
  namespace = 'web',
): ClusterPlan | undefined {
  const resources = createResourceSet([service, ...rules].map((object, index) => resourceOf(object, index)));
  const mesh = createRoutingMesh([], resources, DEFAULT_MESH_SETTINGS);
  const table = compileRouteTable(mesh, { kind: 'sidecar', namespace, labels: {}, addresses: [] });
  return table.clusters.get(name);
}

const WHOLE = 'outbound|80||reviews.shop.svc.cluster.local';
const balance = (simple: string) => ({ loadBalancer: { simple } });

describe('resolveClusters()', () => {
  it("fills in Istio's defaults where no rule says anything", () => {
    const policy = clusterOf([], WHOLE)?.policy;
    expect(policy?.loadBalancing).toEqual({ kind: 'LEAST_REQUEST' });
    expect(policy?.connections).toMatchObject({
      connectTimeoutMs: 10_000,
      maxConnections: Number.POSITIVE_INFINITY,
    });
    expect(policy?.outliers).toBeUndefined();
    expect(policy?.tls.mode).toBe('auto');
  });

  it('takes the rule of the client before that of the service before that of the root namespace, alone', () => {
    const rules = [
      rule('istio-system', 'root', { trafficPolicy: balance('RANDOM') }),
      rule('shop', 'own', { trafficPolicy: { ...balance('ROUND_ROBIN'), outlierDetection: {} } }),
      rule('web', 'client', { trafficPolicy: balance('PASSTHROUGH') }),
    ];
    expect(clusterOf(rules, WHOLE, 'web')?.policy.loadBalancing.kind).toBe('PASSTHROUGH');
    expect(clusterOf(rules, WHOLE, 'web')?.policy.outliers).toBeUndefined();
    expect(clusterOf(rules, WHOLE, 'other')?.policy.loadBalancing.kind).toBe('ROUND_ROBIN');
    expect(clusterOf(rules.slice(0, 1), WHOLE, 'other')?.policy.loadBalancing.kind).toBe('RANDOM');
  });

  it('hides a private rule from other namespaces', () => {
    const rules = [rule('shop', 'own', { exportTo: ['.'], trafficPolicy: balance('RANDOM') })];
    expect(clusterOf(rules, WHOLE, 'web')?.policy.loadBalancing.kind).toBe('LEAST_REQUEST');
    expect(clusterOf(rules, WHOLE, 'shop')?.policy.loadBalancing.kind).toBe('RANDOM');
  });

  it('lets settings of a port replace all blocks, and those of a subset one by one', () => {
    const portLevelSettings = [{ port: { number: 81 }, loadBalancer: { simple: 'RANDOM' } }];
    const trafficPolicy = {
      ...balance('ROUND_ROBIN'),
      connectionPool: { http: { http1MaxPendingRequests: 7 } },
      portLevelSettings,
    };
    const subsets = [
      { name: 'v1', labels: {}, trafficPolicy: { outlierDetection: { consecutive5xxErrors: 3 } } },
    ];
    const rules = [rule('shop', 'own', { trafficPolicy, subsets })];
    const at80 = clusterOf(rules, 'outbound|80|v1|reviews.shop.svc.cluster.local')?.policy;
    expect(at80?.loadBalancing.kind).toBe('ROUND_ROBIN');
    expect(at80?.connections.maxPendingRequests).toBe(7);
    expect(at80?.outliers).toMatchObject({
      consecutive5xxErrors: 3,
      maxEjectionPercent: 10,
      intervalMs: 10_000,
    });
    const at81 = clusterOf(rules, 'outbound|81|v1|reviews.shop.svc.cluster.local')?.policy;
    expect(at81?.loadBalancing.kind).toBe('RANDOM');
    expect(at81?.connections.maxPendingRequests).toBe(Number.POSITIVE_INFINITY);
    expect(at81?.outliers?.consecutive5xxErrors).toBe(3);
  });

  it('unites the subsets of rules for one host; the first policy and the first subset of a name stay', () => {
    const rules = [
      rule('shop', 'a', {
        subsets: [{ name: 'v1', labels: { version: 'a' } }],
        trafficPolicy: balance('RANDOM'),
      }),
      rule('shop', 'b', { subsets: [{ name: 'v2' }], trafficPolicy: balance('ROUND_ROBIN') }),
    ];
    expect(clusterOf(rules, 'outbound|80|v2|reviews.shop.svc.cluster.local')?.policy.loadBalancing.kind).toBe(
      'RANDOM',
    );
    expect(clusterOf(rules, WHOLE)?.policy.origins.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
