import { describe, expect, it } from 'vitest';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { linkResources } from '@/lib/mesh/config/references/link-resources';

const YAML = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec:
  hosts: [web.example.com]
  gateways: [edge/main, mesh]
  http:
  - route: [{destination: {host: cart, subset: v2}}]
    mirror: {host: pay.bank.svc.cluster.local}
  - delegate: {name: part}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec: {host: cart, subsets: [{name: v2}]}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: main, namespace: edge}
spec: {servers: [{tls: {credentialName: key}}]}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: out, namespace: shop}
spec: {hosts: ['*.example.com']}
`;
const CART = {
  host: 'cart.shop.svc.cluster.local',
  name: 'cart',
  namespace: 'shop',
  port: 80,
  protocol: 'http' as const,
  endpoints: [],
  location: 'MESH_INTERNAL' as const,
};

describe('linkResources()', () => {
  const { resources } = parseResources(YAML, 'mesh.yaml');
  const links = linkResources(resources, [CART], 'svc.cluster.local');
  const [web, cart, main] = resources;
  const show = (list: ReturnType<typeof links.uses>) =>
    list.map(({ kind, namespace, name, part, found }) => `${kind} ${namespace}/${name} ${part} ${found}`);

  it('follows every name to an object, a registered service, or nothing', () => {
    expect(web && show(links.uses(web))).toEqual([
      'ServiceEntry shop/out  config',
      'Gateway edge/main  config',
      'Service shop/cart subset v2 registry',
      'DestinationRule shop/cart subset v2 config',
      'Service bank/pay  missing',
      'VirtualService shop/part  missing',
    ]);
    expect(main && show(links.uses(main))).toEqual(['Secret edge/key  missing']);
  });

  it('knows who names an object, and by which field', () => {
    expect(cart && links.usedBy(cart)).toEqual([
      {
        ...{ kind: 'VirtualService', namespace: 'shop', name: 'web', found: 'config' },
        ...{ path: 'spec.http[0].route[0].destination.host', part: 'subset v2' },
      },
    ]);
  });
});
