import { describe, expect, it } from 'vitest';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { compileRouteTable } from '@/lib/mesh/routing/compile-route-table';
import { findServiceRoute, findTcpRoute, listTcpRoutes } from '@/lib/mesh/routing/find-tcp-route';
import type { OutboundTcpRoute, RouteTable } from '@/lib/mesh/routing/route-table';
import { createRoutingMesh } from '@/lib/mesh/routing/routing-mesh';

const SERVICE = (address: string): string => `
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {clusterIP: ${address}, ports: [{name: tcp, port: 5432}]}
---
apiVersion: v1
kind: Service
metadata: {name: near, namespace: shop}
spec: {clusterIP: 10.9.0.1, ports: [{name: tcp, port: 5432}]}
`;
const RULE = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: db, namespace: shop}
spec:
  hosts: [db]
  tcp:
  - match: [{destinationSubnets: [10.1.0.0/16, 10.3.0.7]}]
    route: [{destination: {host: near}}]
  - route: [{destination: {host: db}}]
`;

function compile(yaml: string): RouteTable {
  const { problems, resources } = parseResources(yaml, 'test.yaml');
  expect(problems).toEqual([]);
  const mesh = createRoutingMesh([], createResourceSet(resources), DEFAULT_MESH_SETTINGS);
  return compileRouteTable(mesh, { kind: 'sidecar', namespace: 'shop', labels: {}, addresses: [] });
}

const clusterOf = (route: OutboundTcpRoute | undefined): string | undefined =>
  route?.plan.destinations[0]?.cluster;

describe('findTcpRoute()', () => {
  it('sends what is dialled in destinationSubnets elsewhere', () => {
    const table = compile(`${SERVICE('10.2.0.1')}---${RULE}`);
    const find = (address: string) => clusterOf(findTcpRoute(table, { address, port: 5432, serverName: '' }));
    expect(find('10.1.200.3')).toBe('outbound|5432||near.shop.svc.cluster.local');
    expect(find('10.3.0.7')).toBe('outbound|5432||near.shop.svc.cluster.local');
    expect(find('10.2.0.1')).toBe('outbound|5432||db.shop.svc.cluster.local');
    expect(find('10.4.0.1')).toBeUndefined();
  });
});

describe('findServiceRoute()', () => {
  it('judges destinationSubnets by the address of the service', () => {
    const find = (address: string): string | undefined => {
      const table = compile(`${SERVICE(address)}---${RULE}`);
      return clusterOf(findServiceRoute(listTcpRoutes(table, { name: 'db', port: 5432 }), ''));
    };
    expect(find('10.1.0.5')).toBe('outbound|5432||near.shop.svc.cluster.local');
    expect(find('10.2.0.1')).toBe('outbound|5432||db.shop.svc.cluster.local');
  });

  it('knows a service by each of its names', () => {
    const table = compile(`${SERVICE('10.2.0.1')}---${RULE}`);
    for (const name of ['db', 'db.shop', 'db.shop.svc', 'db.shop.svc.cluster.local', '10.2.0.1']) {
      expect(listTcpRoutes(table, { name, port: 5432 })).not.toEqual([]);
    }
    expect(listTcpRoutes(table, { name: 'db', port: 1 })).toEqual([]);
    expect(listTcpRoutes(table, { name: 'db.else', port: 5432 })).toEqual([]);
  });
});
