import { describe, expect, it } from 'vitest';
import { FIRST_SNAPSHOT, MeshConfig } from '@/agent/config/mesh-config';
import type { ConfigObject } from '@/lib/mesh/config/config-object';

function virtualService(http: unknown): ConfigObject {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'shop', namespace: 'default' },
    spec: { hosts: ['shop.example'], http: [http] },
  };
}

const ROUTE = [{ destination: { host: 'shop.example' } }];

describe('findRouteFault()', () => {
  it.each([
    ['a header with a line break', { route: ROUTE, headers: { request: { set: { 'x-a': 'b\r\nx-c: d' } } } }],
    ['a name that is none', { route: ROUTE, headers: { response: { remove: ['a b'] } } }],
    ['a redirect to two lines', { redirect: { authority: 'a\nb' } }],
    ['a status that is none', { directResponse: { status: 99 } }],
  ])('refuses %s with its route and keeps the last good revision', (_, http) => {
    const config = new MeshConfig({ kind: 'sidecar', namespace: 'default', labels: {}, addresses: [] });
    const good = { ...FIRST_SNAPSHOT, revision: 1, resources: [virtualService({ route: ROUTE })] };
    expect(config.takeSnapshot(good)).toEqual({ status: 'ack' });
    const { routes } = config;
    const verdict = config.takeSnapshot({ ...good, revision: 2, resources: [virtualService(http)] });
    expect(verdict).toMatchObject({
      status: 'nack',
      reason: expect.stringContaining('route of shop.example'),
    });
    expect(config.snapshot.revision).toBe(1);
    expect(config.routes).toBe(routes);
  });
});
