import { describe, expect, it } from 'vitest';
import { applyConfigDelta } from '@/agent/config/apply-config-delta';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import type { MeshService, RegistrySnapshot } from '@/lib/mesh/registry/service';
import type { ConfigDelta } from '@/lib/protocol/ingest/console-message';
import { diffSnapshots } from '@/lib/server/registry/diff-snapshots';

const service = (host: string, port = 80): MeshService => ({
  host,
  name: host,
  namespace: 'default',
  port,
  protocol: 'http',
  endpoints: [],
  location: 'MESH_INTERNAL',
});
const rule = (name: string, host = name): ConfigObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name, namespace: 'default' },
  spec: { hosts: [host] },
});
const BEFORE: RegistrySnapshot = {
  revision: 4,
  services: [service('a'), service('b')],
  resources: [rule('a'), rule('b')],
  settings: DEFAULT_MESH_SETTINGS,
  telemetry: { randomSamplingPercentage: 1, accessLogging: true },
};

describe('diffSnapshots()', () => {
  it('finds nothing between equal contents', () => {
    expect(diffSnapshots(BEFORE, { ...structuredClone(BEFORE), revision: 5 })).toBeUndefined();
  });

  it('leads an agent from one snapshot to the other', () => {
    const after = {
      ...BEFORE,
      revision: 5,
      services: [service('b'), service('c', 81)],
      resources: [rule('b', 'other'), rule('c')],
    };
    const delta = diffSnapshots(BEFORE, after);
    expect(delta).toMatchObject({
      baseRevision: 4,
      removals: ['a:80'],
      resourceRemovals: ['networking.istio.io/VirtualService/default/a'],
    });
    const message = { type: 'config-delta', revision: 5, ...delta } as ConfigDelta;
    expect(applyConfigDelta(BEFORE, message)).toEqual(after);
  });
});
