import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import type { WorkloadIdentity } from '@/lib/mesh/identity/workload-identity';
import type { MeshService } from '@/lib/mesh/registry/service';
import type { RecordedRequest } from '@/lib/mesh/whatif/recorded-request';
import { Replay } from '@/lib/mesh/whatif/replay';
import { createWhatIfMesh, type WhatIfMesh } from '@/lib/mesh/whatif/whatif-mesh';

const HOST = 'reviews.shop.svc.cluster.local';

function identityOf(workload: string, app: string, version: string): WorkloadIdentity {
  const principal = `spiffe://cluster.local/ns/shop/sa/${app}`;
  const labels = { app, version };
  return {
    ...{ cluster: 'default', namespace: 'shop', workload, app, version, labels, principal },
    ...{ canonicalService: app, canonicalRevision: version },
  };
}

const REVIEWS: MeshService = {
  ...{
    host: HOST,
    name: 'reviews',
    namespace: 'shop',
    port: 9080,
    protocol: 'http',
    location: 'MESH_INTERNAL',
  },
  endpoints: ['v1', 'v2'].map((version, index) => ({
    address: `10.0.0.${index + 1}`,
    port: 15006,
    agentId: `agent-${version}`,
    tlsMode: 'istio',
    workload: identityOf(`reviews-${version}`, 'reviews', version),
  })),
};

/** A mesh with `reviews` in two versions and the rules of a text. */
export function meshOf(yaml: string, changedAtMs?: number): WhatIfMesh {
  const { resources, problems } = parseResources(yaml, 'test.yaml');
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const placed = resources.map((resource) => ({
    ...resource,
    metadata: { ...resource.metadata, namespace: resource.metadata.namespace || 'shop' },
  }));
  return createWhatIfMesh(placed, [REVIEWS], DEFAULT_MESH_SETTINGS, () => changedAtMs);
}

/** A request of `page` to `reviews` that v1 answered. */
export function requestOf(parts: Partial<RecordedRequest> = {}): RecordedRequest {
  return {
    atMs: 1_000,
    caller: {
      ...{ namespace: 'shop', workload: 'page-v1', version: 'v1' },
      proxy: { kind: 'sidecar', namespace: 'shop', labels: { app: 'page', version: 'v1' }, addresses: [] },
      principal: 'spiffe://cluster.local/ns/shop/sa/page',
    },
    target: { host: HOST, namespace: 'shop', workload: 'reviews-v1', version: 'v1' },
    entrance: undefined,
    ...{ method: 'GET', authority: 'reviews:9080', path: '/reviews/7', localPort: 15001, sourceIp: '' },
    headers: { 'user-agent': 'curl/8', 'x-request-id': 'a' },
    ...{ code: 200, flags: '-', details: 'via_upstream', durationMs: 20, routeName: '', cluster: '' },
    ...{ operation: 'GET /reviews/{id}', traceId: 'f00', weight: 1 },
    ...parts,
  };
}

/** What became of requests between two configurations. */
export function replayOf(
  before: string,
  after: string,
  requests: readonly RecordedRequest[],
  changedAtMs?: number,
): Replay {
  const replay = new Replay(meshOf(before, changedAtMs), meshOf(after));
  for (const request of requests) replay.add(request);
  return replay;
}

/** Requests by outcome, rounded to thousandths. */
export function outcomesOf({ outcomes }: Replay): Record<string, number> {
  return Object.fromEntries(
    [...outcomes].map(([kind, { requests }]) => [kind, Math.round(requests * 1_000) / 1_000]),
  );
}

export const SUBSETS = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews}
spec:
  host: reviews
  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
`;

/** A VirtualService of `reviews` with the rules of a text in YAML's flow form. */
export function ruleOf(http: string): string {
  return `${SUBSETS}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews}
spec: {hosts: [reviews], http: ${http}}
`;
}
