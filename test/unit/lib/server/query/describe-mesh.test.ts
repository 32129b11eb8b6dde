import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { createDescribeMesh } from '@/lib/server/query/describe-mesh';
import { LiveRegistry } from '@/lib/server/registry/live-registry';
import { helloOf, statusOf } from '@/test/support/registry/agent-samples';

describe('createDescribeMesh()', () => {
  it('tells of every agent at once, and describes services again only when these changed', async () => {
    const registry = new LiveRegistry({
      now: Date.now,
      firstRevision: 1,
      external: [],
      resources: [],
      settings: DEFAULT_MESH_SETTINGS,
      telemetry: { randomSamplingPercentage: 1, accessLogging: true },
    });
    const describeMesh = createDescribeMesh(registry);
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
});
