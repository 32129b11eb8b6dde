import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfigFile, writeConfigFile } from '@/agent/config/config-file';
import { FIRST_SNAPSHOT, MeshConfig } from '@/agent/config/mesh-config';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import type { MeshService, RegistrySnapshot } from '@/lib/mesh/registry/service';

function service(name: string, port = 80): MeshService {
  return {
    host: name,
    name,
    namespace: 'default',
    port,
    protocol: 'http',
    endpoints: [],
    location: 'MESH_INTERNAL',
  };
}

const SNAPSHOT: RegistrySnapshot = { ...FIRST_SNAPSHOT, revision: 3, services: [service('a'), service('b')] };

describe('MeshConfig', () => {
  it('keeps the last good configuration when one is refused', () => {
    const config = new MeshConfig({ kind: 'sidecar', namespace: 'default', labels: {}, addresses: [] });
    expect(config.takeSnapshot(SNAPSHOT)).toEqual({ status: 'ack' });
    expect(config.takeSnapshot({ ...SNAPSHOT, revision: 4, services: [service('a'), service('a')] })).toEqual(
      {
        status: 'nack',
        reason: 'service a:80 is defined twice',
      },
    );
    expect(config.takeSnapshot({ ...SNAPSHOT, revision: 5, services: [service('c', 70_000)] }).status).toBe(
      'nack',
    );
    expect(config.snapshot.revision).toBe(3);
    expect([...config.routes.clusters.keys()]).toEqual(['outbound|80||a', 'outbound|80||b']);
    expect(config.refusals).toBe(2);
  });

  it('applies deltas by host and port', () => {
    const config = new MeshConfig({ kind: 'sidecar', namespace: 'default', labels: {}, addresses: [] });
    config.takeSnapshot(SNAPSHOT);
    const delta = {
      type: 'config-delta' as const,
      baseRevision: 3,
      revision: 9,
      resourceUpserts: [],
      resourceRemovals: [],
    };
    expect(
      config.takeDelta({ ...delta, upserts: [{ ...service('c'), endpoints: [] }], removals: ['a:80'] })
        .status,
    ).toBe('ack');
    expect(config.snapshot.services.map(({ host }) => host)).toEqual(['b', 'c']);
    expect([...config.routes.clusters.keys()]).toEqual(['outbound|80||b', 'outbound|80||c']);
    expect(config.takeDelta({ ...delta, upserts: [], removals: [] }).status).toBe('nack');
  });
});

describe('MeshConfig with resources', () => {
  const rule = (name: string, spec: unknown): ConfigObject => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name, namespace: 'shop' },
    spec,
  });
  const delta = { type: 'config-delta' as const, upserts: [], removals: [] };

  it('replaces and removes objects by their key', () => {
    const config = new MeshConfig({ kind: 'sidecar', namespace: 'default', labels: {}, addresses: [] });
    config.takeSnapshot({
      ...SNAPSHOT,
      resources: [rule('a', { hosts: ['a'] }), rule('b', { hosts: ['b'] })],
    });
    const verdict = config.takeDelta({
      ...delta,
      baseRevision: 3,
      revision: 4,
      resourceUpserts: [{ ...rule('b', { hosts: ['c'] }), apiVersion: 'networking.istio.io/v1beta1' }],
      resourceRemovals: ['networking.istio.io/VirtualService/shop/a'],
    });
    expect(verdict).toEqual({ status: 'ack' });
    expect(config.snapshot.resources.map(({ spec }) => spec)).toEqual([{ hosts: ['c'] }]);
    expect(config.snapshot.services).toHaveLength(2);
  });

  it('refuses an object it cannot read, names it, and keeps the last good ones', () => {
    const config = new MeshConfig({ kind: 'sidecar', namespace: 'default', labels: {}, addresses: [] });
    config.takeSnapshot({ ...SNAPSHOT, resources: [rule('a', { hosts: ['a'] })] });
    const verdict = config.takeDelta({
      ...delta,
      baseRevision: 3,
      revision: 4,
      resourceUpserts: [rule('b', { hosts: ['b'], http: 'all' })],
      resourceRemovals: ['networking.istio.io/VirtualService/shop/a'],
    });
    expect(verdict).toEqual({
      status: 'nack',
      reason: 'VirtualService shop/b: spec.http must be a list, not "all"',
    });
    expect(config.snapshot).toMatchObject({ revision: 3, resources: [{ metadata: { name: 'a' } }] });
  });

  it('passes over fields and kinds that only a newer console knows', () => {
    const config = new MeshConfig({ kind: 'sidecar', namespace: 'default', labels: {}, addresses: [] });
    const resources = [
      rule('a', { hosts: ['a'], fromTheFuture: true }),
      { ...rule('b', 1), kind: 'Teleport' },
    ];
    expect(config.takeSnapshot({ ...SNAPSHOT, resources })).toEqual({ status: 'ack' });
    expect(config.takeSnapshot({ ...SNAPSHOT, resources: [...resources, rule('a', {})] })).toEqual({
      status: 'nack',
      reason: 'VirtualService a is defined twice',
    });
  });
});

describe('readConfigFile()', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'meshscope-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads what writeConfigFile wrote, and leaves no drafts', async () => {
    const path = join(folder, 'deep', 'state.json');
    await writeConfigFile(path, SNAPSHOT);
    await writeConfigFile(path, { ...SNAPSHOT, revision: 4 });
    expect(await readConfigFile(path)).toEqual({ ...SNAPSHOT, revision: 4 });
    expect(await readdir(join(folder, 'deep'))).toEqual(['state.json']);
  });

  it('answers nothing for a missing, torn or unusable file', async () => {
    const path = join(folder, 'state.json');
    expect(await readConfigFile(path)).toBeUndefined();
    await writeConfigFile(path, SNAPSHOT);
    await writeFile(path, (await readFile(path, 'utf8')).slice(0, 40));
    expect(await readConfigFile(path)).toBeUndefined();
    await writeConfigFile(path, { ...SNAPSHOT, services: [service('bad host')] });
    expect(await readConfigFile(path)).toBeUndefined();
  });
});
