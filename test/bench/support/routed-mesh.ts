import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import type { Endpoint, RegistrySnapshot } from '@/lib/mesh/registry/service';

/** A mesh whose calls to `reviews` meet every usual rule: matches by header and path, weights, subsets, timeout, retries. */
export function routedMesh(appPort: number): RegistrySnapshot {
  const host = 'reviews.default.svc.cluster.local';
  const endpoint = (version: string): Endpoint => ({
    address: '127.0.0.1',
    port: appPort,
    workload: {
      cluster: 'default',
      namespace: 'default',
      workload: `reviews-${version}`,
      app: 'reviews',
      version,
      canonicalService: 'reviews',
      canonicalRevision: version,
      principal: 'spiffe://cluster.local/ns/default/sa/default',
      labels: { app: 'reviews', version },
    },
    agentId: `reviews-${version}`,
  });
  return {
    revision: 1,
    services: [
      {
        host,
        name: 'reviews',
        namespace: 'default',
        port: 80,
        protocol: 'http',
        endpoints: [endpoint('v1'), endpoint('v2')],
        location: 'MESH_INTERNAL',
      },
    ],
    resources: [DESTINATION_RULE, VIRTUAL_SERVICE],
    settings: DEFAULT_MESH_SETTINGS,
    telemetry: { randomSamplingPercentage: 100, accessLogging: true },
  };
}

const DESTINATION_RULE: ConfigObject = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name: 'reviews', namespace: 'default' },
  spec: {
    host: 'reviews',
    trafficPolicy: {
      loadBalancer: { simple: 'LEAST_REQUEST' },
      connectionPool: { http: { http1MaxPendingRequests: 1024 } },
      outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s' },
    },
    subsets: [
      { name: 'v1', labels: { version: 'v1' } },
      { name: 'v2', labels: { version: 'v2' } },
    ],
  },
};

const VIRTUAL_SERVICE: ConfigObject = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'reviews', namespace: 'default' },
  spec: {
    hosts: ['reviews'],
    http: [
      {
        match: [{ headers: { 'end-user': { exact: 'jason' } } }],
        route: [{ destination: { host: 'reviews', subset: 'v2' } }],
      },
      {
        match: [{ uri: { regex: '/reviews/admin/.*' } }],
        route: [{ destination: { host: 'reviews', subset: 'v2' } }],
      },
      {
        match: [{ uri: { prefix: '/reviews' } }],
        timeout: '10s',
        retries: { attempts: 3, perTryTimeout: '2s', retryOn: 'connect-failure,refused-stream,503' },
        headers: { request: { set: { 'x-canary': 'true' } } },
        route: [
          { destination: { host: 'reviews', subset: 'v1' }, weight: 90 },
          { destination: { host: 'reviews', subset: 'v2' }, weight: 10 },
        ],
      },
      { route: [{ destination: { host: 'reviews', subset: 'v1' } }] },
    ],
  },
};
