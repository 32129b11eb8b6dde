import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import type { ObjectTolerances } from '@/lib/mesh/health/object-tolerances';
import { createDescribeMesh } from '@/lib/server/query/describe-mesh';
import { SILENT_MS } from '@/lib/server/registry/is-silent';
import { LiveRegistry } from '@/lib/server/registry/live-registry';
import { helloOf, statusOf } from '@/test/support/registry/agent-samples';

function createRegistry(): LiveRegistry {
  return new LiveRegistry({
    now: Date.now,
    firstRevision: 1,
    external: [],
    resources: [],
    settings: DEFAULT_MESH_SETTINGS,
    telemetry: { randomSamplingPercentage: 1, accessLogging: true },
  });
}

describe('createDescribeMesh()', () => {
  it('tells of every agent at once, and describes services again only when these changed', async () => {
    const registry = createRegistry();
    const describeMesh = createDescribeMesh(registry, { tolerances: [] });
    const empty = describeMesh(0);
    expect(empty).toMatchObject({ workloads: [], services: [] });

    const entry = registry.join(helloOf('orders'), { remoteAddress: '10.0.0.1', replace: vi.fn() });
    const joined = describeMesh(0);
    expect(joined.workloads).toMatchObject([{ app: 'orders', agents: 1 }]);
    expect(joined.services).toBe(empty.services);

    registry.noteStatus(entry, statusOf());
    await vi.waitFor(() => expect(describeMesh(0).services).toMatchObject([{ name: 'orders' }]));
    expect(describeMesh(0).services).toBe(describeMesh(0).services);
    registry.stop();
  });

  it('gives the same mesh as long as agents report that they are as they were', async () => {
    const registry = createRegistry();
    const describeMesh = createDescribeMesh(registry, { tolerances: [] });
    const entry = registry.join(helloOf('orders'), { remoteAddress: '10.0.0.1', replace: vi.fn() });
    registry.noteStatus(entry, statusOf());
    await vi.waitFor(() => expect(describeMesh(0).services).toMatchObject([{ name: 'orders' }]));
    const before = describeMesh(0);
    registry.noteStatus(entry, { ...statusOf(), rssBytes: 1 });
    expect(describeMesh(1)).toBe(before);
    registry.noteStatus(entry, { ...statusOf(), appReady: false });
    expect(describeMesh(2).workloads).toMatchObject([{ status: { current: 1, available: 0 } }]);
    registry.stop();
  });

  it('keeps the sidecar of a workload whose agent is silent for a while', () => {
    const registry = createRegistry();
    const describeMesh = createDescribeMesh(registry, { tolerances: [] });
    const session = { remoteAddress: '10.0.0.1', replace: vi.fn() };
    const entry = registry.join(helloOf('orders'), session);
    const now = Date.now();
    expect(describeMesh(now).workloads[0]?.isSilent).toBeUndefined();
    registry.leave(entry, session);
    expect(describeMesh(now).workloads).toMatchObject([{ agents: 0, isSilent: true }]);
    const later = describeMesh(now + 2 * SILENT_MS).workloads[0];
    expect([later?.agents, later?.isSilent]).toEqual([0, undefined]);
    registry.stop();
  });

  it('judges by the same function until somebody judges otherwise', () => {
    const registry = createRegistry();
    const overrides: { tolerances: readonly ObjectTolerances[] } = { tolerances: [] };
    const describeMesh = createDescribeMesh(registry, overrides);
    const { findTolerances } = describeMesh(0);
    const plain = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'orders', namespace: 'shop' } };
    registry.setResources([plain]);
    expect(describeMesh(0).findTolerances).toBe(findTolerances);

    const annotations = { 'health.kiali.io/rate': '5XX,20,40,http,inbound' };
    registry.setResources([{ ...plain, metadata: { ...plain.metadata, annotations } }]);
    const orders = { kind: 'service', namespace: 'shop', name: 'orders' } as const;
    expect(describeMesh(0).findTolerances(orders)).toMatchObject([{ tolerance: { degraded: 20 } }]);

    const tolerance = { code: '404', protocol: 'http', direction: '.*', degraded: 1, failure: 2 };
    overrides.tolerances = [{ kind: 'app', namespace: 'shop', name: 'web', tolerances: [tolerance] }];
    const web = { kind: 'app', namespace: 'shop', name: 'web' } as const;
    expect(describeMesh(0).findTolerances(web)).toMatchObject([{ tolerance }]);
    registry.stop();
  });

  it('knows nothing of workloads whose agents have not come back to a restarted console', () => {
    const registry = new LiveRegistry({
      now: () => 1_000_000,
      firstRevision: 1,
      external: [],
      resources: [],
      settings: DEFAULT_MESH_SETTINGS,
      telemetry: { randomSamplingPercentage: 1, accessLogging: true },
    });
    const record = { status: statusOf(), firstSeenMs: 1, lastSeenMs: 999_000, disconnectedAtMs: null };
    registry.restore([{ hello: helloOf('orders'), ...record }]);
    const describeMesh = createDescribeMesh(registry, { tolerances: [] });
    const statusOfOrders = () => describeMesh(1_000_000).workloads[0]?.status;
    expect(statusOfOrders()).toBeUndefined();
    const entry = registry.join(helloOf('orders'), { remoteAddress: '10.0.0.1', replace: vi.fn() });
    registry.noteStatus(entry, statusOf({ appReady: false }));
    expect(statusOfOrders()).toMatchObject({ desired: 1, available: 0 });
    registry.stop();
  });
});
