import { describe, expect, it } from 'vitest';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import type { MeshService, RegistrySnapshot } from '@/lib/mesh/registry/service';
import { ConfigMessages } from '@/lib/server/ingest/config-messages';
import { ConfigScopes } from '@/lib/server/ingest/config-scopes';

const identity = (namespace: string, app: string) => ({
  cluster: 'default',
  namespace,
  workload: `${app}-v1`,
  app,
  version: 'v1',
  canonicalService: app,
  canonicalRevision: 'v1',
  principal: `spiffe://cluster.local/ns/${namespace}/sa/${app}`,
  labels: { app, version: 'v1' },
});
const service = (index: number): MeshService => ({
  host: `service-${index}.ns-${index % 20}.svc.cluster.local`,
  name: `service-${index}`,
  namespace: `ns-${index % 20}`,
  port: 9080,
  protocol: 'http',
  location: 'MESH_INTERNAL',
  endpoints: [1, 2].map((replica) => ({
    address: `10.0.${index % 250}.${replica}`,
    port: 15006,
    workload: identity(`ns-${index % 20}`, `service-${index}`),
    agentId: `service-${index}-${replica}`,
  })),
});
const rule = (index: number, weight = 90): ConfigObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: index % 2 === 0 ? 'VirtualService' : 'DestinationRule',
  metadata: {
    name: `rule-${index}`,
    namespace: `ns-${(index >> 1) % 20}`,
    creationTimestamp: '2026-01-01T00:00:00Z',
  },
  spec:
    index % 2 === 0
      ? {
          hosts: [`service-${index >> 1}`],
          http: [
            {
              match: [{ headers: { 'end-user': { exact: 'jason' } } }],
              route: [
                { destination: { host: `service-${index >> 1}`, subset: 'v1' }, weight },
                { destination: { host: `service-${index >> 1}`, subset: 'v2' }, weight: 100 - weight },
              ],
            },
          ],
        }
      : { host: `service-${index >> 1}`, subsets: [{ name: 'v1', labels: { version: 'v1' } }] },
});
const MESH: RegistrySnapshot = {
  revision: 1,
  services: Array.from({ length: 500 }, (_, index) => service(index)),
  resources: Array.from({ length: 1_000 }, (_, index) => rule(index)),
  settings: DEFAULT_MESH_SETTINGS,
  telemetry: { randomSamplingPercentage: 1, accessLogging: true },
};
const hello = (namespace: string, app: string) => ({
  role: 'sidecar' as const,
  identity: identity(namespace, app),
});

describe('ConfigScopes', () => {
  it('makes one text of a whole mesh for all agents of a kind, of at most 2 MB', () => {
    const scopes = new ConfigScopes();
    const messages = new ConfigMessages();
    const text = messages.wholeOf(scopes.of(MESH, hello('ns-1', 'a')));
    expect(messages.wholeOf(scopes.of(MESH, hello('ns-1', 'a')))).toBe(text);
    expect(text.length).toBeLessThan(2_000_000);
    expect((JSON.parse(text) as RegistrySnapshot).resources).toHaveLength(1_000);
  });

  it('sends an agent that does not see a change nothing but its number', () => {
    const scopes = new ConfigScopes();
    const messages = new ConfigMessages();
    const sidecar: ConfigObject = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Sidecar',
      metadata: { name: 'default', namespace: 'ns-1' },
      spec: { egress: [{ hosts: ['./*'] }] },
    };
    const before = { ...MESH, resources: [...MESH.resources, sidecar] };
    const after = { ...before, revision: 2, resources: before.resources.with(4, rule(4, 10)) };
    const deltaOf = (namespace: string) => {
      const from = scopes.of(before, hello(namespace, 'a'));
      return JSON.parse(messages.deltaOf(from, scopes.of(after, hello(namespace, 'a')))) as object;
    };
    expect(deltaOf('ns-1')).toEqual({
      type: 'config-delta',
      baseRevision: 1,
      revision: 2,
      upserts: [],
      removals: [],
      resourceUpserts: [],
      resourceRemovals: [],
    });
    expect(deltaOf('ns-7')).toMatchObject({ upserts: [], resourceUpserts: [rule(4, 10)] });
    expect(scopes.of(after, hello('ns-1', 'a')).services).toHaveLength(25);
  });
});
