import { describe, expect, it } from 'vitest';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { type ConfigResource, describeResource } from '@/lib/mesh/config/resource';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import type { MeshService } from '@/lib/mesh/registry/service';
import { createAgentScopes } from '@/lib/mesh/routing/scope/agent-scopes';
import type { AgentScope, ScopeViewer } from '@/lib/mesh/routing/scope/scope-viewer';

const service = (name: string, namespace: string): MeshService => ({
  host: `${name}.${namespace}.svc.cluster.local`,
  name,
  namespace,
  port: 80,
  protocol: 'http',
  endpoints: [],
  location: 'MESH_INTERNAL',
});
const SERVICES = [service('cart', 'shop'), service('pay', 'bank'), service('audit', 'bank')];
const CART: ScopeViewer = { kind: 'sidecar', namespace: 'shop', labels: { app: 'cart' } };
const EDGE: ScopeViewer = { kind: 'gateway', namespace: 'edge', labels: { istio: 'ingress' } };

function read(yaml: string): ConfigResource[] {
  const { resources, problems } = parseResources(yaml, 'test.yaml');
  expect(problems).toEqual([]);
  return resources;
}

function scope(yaml: string, viewer: ScopeViewer): AgentScope {
  return createAgentScopes(SERVICES, read(yaml), DEFAULT_MESH_SETTINGS).of(viewer);
}

const namesOf = (list: readonly ConfigResource[]): string[] => list.map(describeResource).sort();
const networking = (kind: string, place: string, spec: string): string => {
  const [namespace, name] = place.split('/');
  return `---\napiVersion: networking.istio.io/v1\nkind: ${kind}\nmetadata: {namespace: ${namespace}, name: ${name}}\nspec: ${spec}\n`;
};
const security = (kind: string, place: string, spec: string): string =>
  networking(kind, place, spec).replace('networking', 'security');

describe('createAgentScopes()', () => {
  it('gives sidecars all that is exported to them, and the very same lists while nothing is left out', () => {
    const yaml = [
      networking('VirtualService', 'bank/pay', '{hosts: [pay], http: []}'),
      networking('VirtualService', 'bank/hidden', '{hosts: [audit], exportTo: ["."], http: []}'),
      networking('DestinationRule', 'bank/pay', '{host: pay}'),
      networking('DestinationRule', 'shop/pay', '{host: pay.bank.svc.cluster.local}'),
      networking('DestinationRule', 'other/pay', '{host: pay.bank.svc.cluster.local}'),
      networking('VirtualService', 'bank/edge', '{hosts: ["*"], gateways: [edge/main], http: []}'),
      networking('Gateway', 'edge/main', '{selector: {istio: ingress}, servers: []}'),
    ].join('');
    const { services, shared, own } = scope(yaml, CART);
    expect(services).toBe(SERVICES);
    expect(namesOf(shared)).toEqual([
      'DestinationRule bank/pay',
      'DestinationRule shop/pay',
      'VirtualService bank/pay',
    ]);
    expect(own).toEqual([]);
  });

  it("narrows a sidecar to its Sidecar's egress hosts, their rules, and where these lead", () => {
    const yaml = [
      networking(
        'Sidecar',
        'shop/default',
        '{egress: [{hosts: ["./*", "bank/pay.bank.svc.cluster.local"]}]}',
      ),
      networking('Sidecar', 'bank/default', '{egress: [{hosts: ["./*"]}]}'),
      networking('VirtualService', 'bank/pay', '{hosts: [pay], http: [{delegate: {name: part}}]}'),
      networking('VirtualService', 'bank/part', '{http: [{route: [{destination: {host: audit}}]}]}'),
      networking('VirtualService', 'bank/unused', '{http: []}'),
      networking('DestinationRule', 'bank/audit', '{host: audit}'),
    ].join('');
    const { services, shared } = scope(yaml, CART);
    expect(services.map(({ name }) => name)).toEqual(['cart', 'pay', 'audit']);
    expect(namesOf(shared)).toEqual([
      'DestinationRule bank/audit',
      'Sidecar shop/default',
      'VirtualService bank/part',
      'VirtualService bank/pay',
    ]);
    const narrow = scope(networking('Sidecar', 'shop/default', '{egress: [{hosts: ["./*"]}]}'), CART);
    expect(narrow.services.map(({ name }) => name)).toEqual(['cart']);
  });

  it('tells a workload what bounds its own service, though its Sidecar hides it', () => {
    const yaml = [
      networking('Sidecar', 'shop/default', '{egress: [{hosts: ["bank/*"]}]}'),
      networking('DestinationRule', 'shop/cart', '{host: cart}'),
      networking(
        'DestinationRule',
        'shop/some',
        '{host: cart, workloadSelector: {matchLabels: {app: cart}}}',
      ),
      networking('DestinationRule', 'shop/other', '{host: other}'),
      networking('DestinationRule', 'istio-system/all', '{host: "*.local"}'),
    ].join('');
    const workload = describeWorkload({ name: 'cart', namespace: 'shop' });
    const served = { ...service('cart', 'shop'), endpoints: [{ address: '10.0.0.1', port: 80, workload }] };
    const scopes = createAgentScopes([served, ...SERVICES.slice(1)], read(yaml), DEFAULT_MESH_SETTINGS);
    const { own, shared } = scopes.of({ ...CART, labels: workload.labels });
    expect(namesOf(shared)).toEqual(['DestinationRule istio-system/all', 'Sidecar shop/default']);
    expect(namesOf(own)).toEqual(['DestinationRule shop/cart']);
  });

  it('sends policies to the workloads they select, in their own namespace or the whole mesh', () => {
    const yaml = [
      security('AuthorizationPolicy', 'shop/cart', '{selector: {matchLabels: {app: cart}}}'),
      security('AuthorizationPolicy', 'shop/other', '{selector: {matchLabels: {app: other}}}'),
      security('AuthorizationPolicy', 'bank/all', '{}'),
      security('AuthorizationPolicy', 'istio-system/all', '{}'),
      security('AuthorizationPolicy', 'shop/gateway', '{targetRefs: [{kind: Gateway, name: g}]}'),
      security('PeerAuthentication', 'bank/strict', '{mtls: {mode: STRICT}}'),
      security('PeerAuthentication', 'far/strict', '{mtls: {mode: STRICT}}'),
    ].join('');
    const { own, shared } = scope(yaml, CART);
    expect(namesOf(own)).toEqual(['AuthorizationPolicy istio-system/all', 'AuthorizationPolicy shop/cart']);
    // Clients must know what servers take.
    expect(namesOf(shared)).toEqual(['PeerAuthentication bank/strict']);
  });

  it('hands a Secret only to gateways that name it', () => {
    const secret = (place: string): string => {
      const [namespace, name] = place.split('/');
      return `---\napiVersion: v1\nkind: Secret\nmetadata: {namespace: ${namespace}, name: ${name}}\n`;
    };
    const yaml = [
      networking(
        'Gateway',
        'edge/main',
        '{selector: {istio: ingress}, servers: [{tls: {credentialName: web}}]}',
      ),
      networking(
        'Gateway',
        'edge/other',
        '{selector: {istio: egress}, servers: [{tls: {credentialName: key}}]}',
      ),
      ...['edge/web', 'edge/web-cacert', 'edge/key', 'edge/unnamed', 'shop/web'].map(secret),
    ].join('');
    const names = (viewer: ScopeViewer) => namesOf(scope(yaml, viewer).own);
    expect(names(EDGE)).toEqual(['Secret edge/web', 'Secret edge/web-cacert']);
    expect(names({ ...EDGE, kind: 'sidecar' })).toEqual([]);
    expect(names({ ...EDGE, namespace: 'elsewhere' })).toEqual(['Secret edge/web', 'Secret edge/web-cacert']);
    expect(names(CART)).toEqual([]);
    expect(namesOf(scope(yaml, EDGE).shared)).toEqual(['Gateway edge/main']);
  });

  it('binds rules of a gateway to what it opens, and Gateway API Secrets to grants', () => {
    const yaml = `${networking('Gateway', 'edge/main', '{selector: {istio: ingress}}')}${networking('VirtualService', 'shop/web', '{hosts: [a.example], gateways: [edge/main]}')}${networking('VirtualService', 'shop/mesh', '{hosts: [cart]}')}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {namespace: edge, name: g}
spec:
  listeners:
  - tls: {certificateRefs: [{name: own}, {name: far, namespace: certs}, {name: stolen, namespace: certs}]}
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {namespace: certs, name: grant}
spec: {from: [{group: gateway.networking.k8s.io, kind: Gateway, namespace: edge}], to: [{group: '', kind: Secret, name: far}]}
---
{apiVersion: v1, kind: Secret, metadata: {namespace: edge, name: own}}
---
{apiVersion: v1, kind: Secret, metadata: {namespace: certs, name: far}}
---
{apiVersion: v1, kind: Secret, metadata: {namespace: certs, name: stolen}}
`;
    const { shared, own } = scope(yaml, EDGE);
    expect(namesOf(shared)).toEqual([
      'Gateway edge/g',
      'Gateway edge/main',
      'ReferenceGrant certs/grant',
      'VirtualService shop/web',
    ]);
    expect(namesOf(own)).toEqual(['Secret certs/far', 'Secret edge/own']);
    const other = { ...EDGE, labels: { 'gateway.networking.k8s.io/gateway-name': 'h' } };
    expect(namesOf(scope(yaml, other).own)).toEqual([]);
  });

  it('hands the authorities of a BackendTLSPolicy to all who reach its service, and certificates to the gateway', () => {
    const yaml = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {namespace: edge, name: g}
spec: {tls: {backend: {clientCertificateRef: {name: client}}}, allowedListeners: {namespaces: {from: All}}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {namespace: team, name: more}
spec: {parentRef: {name: g, namespace: edge}, listeners: [{tls: {certificateRefs: [{name: theirs}]}}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {namespace: shop, name: cart}
spec: {targetRefs: [{group: '', kind: Service, name: cart}], validation: {caCertificateRefs: [{group: '', kind: ConfigMap, name: roots}]}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {namespace: shop, name: roots}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {namespace: shop, name: unnamed}}
---
{apiVersion: v1, kind: Secret, metadata: {namespace: edge, name: client}}
---
{apiVersion: v1, kind: Secret, metadata: {namespace: team, name: theirs}}
---
{apiVersion: v1, kind: Secret, metadata: {namespace: shop, name: roots}}
`;
    expect(namesOf(scope(yaml, CART).own)).toEqual(['ConfigMap shop/roots']);
    expect(namesOf(scope(yaml, CART).shared)).toEqual(['BackendTLSPolicy shop/cart']);
    expect(namesOf(scope(yaml, EDGE).own)).toEqual([
      'ConfigMap shop/roots',
      'Secret edge/client',
      'Secret team/theirs',
    ]);
    expect(namesOf(scope(yaml, EDGE).shared)).toContain('ListenerSet team/more');
  });
});
