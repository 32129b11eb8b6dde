import { describe, expect, it } from 'vitest';
import { applyConfigDelta } from '@/agent/config/apply-config-delta';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import type { MeshService, RegistrySnapshot } from '@/lib/mesh/registry/service';
import type { ConfigDelta } from '@/lib/protocol/ingest/console-message';
import { diffSnapshots, isSameSnapshot, type LayeredSnapshot } from '@/lib/server/registry/diff-snapshots';

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
const BEFORE: LayeredSnapshot = {
  revision: 4,
  services: [service('a'), service('b')],
  shared: [rule('a'), rule('b')],
  own: [rule('mine')],
  settings: DEFAULT_MESH_SETTINGS,
  telemetry: { randomSamplingPercentage: 1, accessLogging: true },
};

function flat({ shared, own, ...rest }: LayeredSnapshot): RegistrySnapshot {
  return { ...rest, resources: [...shared, ...own] };
}

describe('diffSnapshots()', () => {
  it('leads an agent from one snapshot to the other', () => {
    const after: LayeredSnapshot = {
      ...BEFORE,
      revision: 5,
      services: [service('b'), service('c', 81)],
      shared: [rule('b', 'other'), rule('c')],
      own: [],
      settings: { ...DEFAULT_MESH_SETTINGS, autoMtls: false },
    };
    const delta = diffSnapshots(BEFORE, after);
    expect(delta).toMatchObject({
      baseRevision: 4,
      removals: ['a:80'],
      resourceRemovals: [
        'networking.istio.io/VirtualService/default/a',
        'networking.istio.io/VirtualService/default/mine',
      ],
    });
    const message = { type: 'config-delta', revision: 5, ...delta } as ConfigDelta;
    expect(applyConfigDelta(flat(BEFORE), message)).toEqual(flat(after));
  });

  it('says nothing of what stays', () => {
    expect(diffSnapshots(BEFORE, { ...structuredClone(BEFORE), revision: 9 })).toEqual({
      baseRevision: 4,
      upserts: [],
      removals: [],
      resourceUpserts: [],
      resourceRemovals: [],
    });
  });
});

describe('isSameSnapshot()', () => {
  it('looks at everything but the number', () => {
    const before = flat(BEFORE);
    expect(isSameSnapshot(before, { ...structuredClone(before), revision: 5 })).toBe(true);
    expect(isSameSnapshot(before, { ...before, resources: [] })).toBe(false);
    expect(isSameSnapshot(before, { ...before, services: [service('a')] })).toBe(false);
    const settings = { ...DEFAULT_MESH_SETTINGS, trustDomain: 'other' };
    expect(isSameSnapshot(before, { ...before, settings })).toBe(false);
  });
});
