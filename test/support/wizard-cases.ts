import type { FormValue } from '@/lib/mesh/config/wizards/form-field';
import type { WizardPart } from '@/lib/mesh/config/wizards/wizard';
import { WIZARDS } from '@/lib/mesh/config/wizards/wizards';

/** A part of a wizard, what its object says in its own words, one change of the form, and the line that becomes another. */
export type WizardCase = {
  part: string;
  apiVersion: string;
  kind: string;
  spec: string;
  /** Names of fields and numbers of rows. */
  field: readonly (string | number)[];
  value: FormValue;
  line: string;
  becomes: string;
};

const VIRTUAL_SERVICE = { apiVersion: 'networking.istio.io/v1beta1', kind: 'VirtualService' };
const DESTINATION_RULE = { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule' };
const HTTP_ROUTE = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' };

const HTTP = `
  hosts: [cart] # the short name
  http:
    - name: main
      corsPolicy: {allowOrigins: [{exact: https://shop.example.com}]}
      timeout: 3s # agreed with the callers
      fault: {delay: {fixedDelay: 1s, percentage: {value: 10}}}
      mirrors:
        - destination: {host: cart, subset: v2}
          percentage:
            value: 5
      route:
        - destination: {host: cart, subset: v1}
          weight: 90 # most of it
          headers: {request: {set: {x-tier: "1"}}}
        - destination: {host: cart, subset: v2}
          weight: 10`;

const RULES = `
  parentRefs:
    - {group: "", kind: Service, name: cart, sectionName: web}
  rules:
    - name: main
      sessionPersistence: {sessionName: cart}
      timeouts:
        request: 3s # agreed with the callers
      filters:
        - type: RequestMirror
          requestMirror:
            backendRef: {name: cart-v2, port: 80}
            percent: 5
      backendRefs:
        - name: cart-v1
          port: 80
          weight: 90 # most of it
          filters: []
        - name: cart-v2
          port: 80
          weight: 10`;

const SUBSETS = `
  host: cart
  trafficPolicy: {loadBalancer: {simple: LEAST_REQUEST}}
  subsets:
    - name: v1 # the old one
      labels: {version: v1}
      trafficPolicy: {tls: {mode: DISABLE}}
    - name: v2
      labels: {version: v2}`;

export const WIZARD_CASES: readonly WizardCase[] = [
  {
    ...VIRTUAL_SERVICE,
    ...{ part: 'request-routing istio virtual-service', spec: HTTP },
    ...{ field: ['routes', 0, 'name'], value: 'all' },
    ...{ line: '    - name: main', becomes: '    - name: all' },
  },
  {
    ...DESTINATION_RULE,
    ...{ part: 'request-routing istio subsets', spec: SUBSETS },
    ...{ field: ['subsets', 0, 'name'], value: 'old' },
    ...{ line: '    - name: v1 # the old one', becomes: '    - name: old # the old one' },
  },
  {
    ...HTTP_ROUTE,
    ...{ part: 'request-routing gateway-api http-route', spec: RULES },
    ...{ field: ['rules', 0, 'backends', 1, 'name'], value: 'cart-v3' },
    ...{ line: '        - name: cart-v2', becomes: '        - name: cart-v3' },
  },
  {
    ...VIRTUAL_SERVICE,
    ...{ part: 'traffic-shifting istio virtual-service', spec: HTTP },
    ...{ field: ['routes', 0, 'destinations', 0, 'weight'], value: 80 },
    ...{ line: '          weight: 90 # most of it', becomes: '          weight: 80 # most of it' },
  },
  {
    ...HTTP_ROUTE,
    ...{ part: 'traffic-shifting gateway-api http-route', spec: RULES },
    ...{ field: ['rules', 0, 'backends', 0, 'weight'], value: 80 },
    ...{ line: '          weight: 90 # most of it', becomes: '          weight: 80 # most of it' },
  },
  {
    ...VIRTUAL_SERVICE,
    part: 'tcp-traffic-shifting istio virtual-service',
    spec: `
  hosts: [cart]
  tcp:
    - match: [{port: 3306, gateways: [mesh]}]
      route:
        - destination: {host: cart, subset: v1}
          weight: 90 # most of it
        - destination: {host: cart, subset: v2}
          weight: 10`,
    ...{ field: ['routes', 0, 'destinations', 0, 'weight'], value: 80 },
    ...{ line: '          weight: 90 # most of it', becomes: '          weight: 80 # most of it' },
  },
  {
    ...{ apiVersion: 'gateway.networking.k8s.io/v1alpha2', kind: 'TCPRoute' },
    ...{ part: 'tcp-traffic-shifting gateway-api tcp-route', spec: RULES },
    ...{ field: ['rules', 0, 'backends', 0, 'weight'], value: 80 },
    ...{ line: '          weight: 90 # most of it', becomes: '          weight: 80 # most of it' },
  },
  {
    ...VIRTUAL_SERVICE,
    ...{ part: 'mirroring istio virtual-service', spec: HTTP },
    ...{ field: ['routes', 0, 'mirrors', 0, 'percent'], value: 50 },
    ...{ line: '            value: 5', becomes: '            value: 50' },
  },
  {
    ...HTTP_ROUTE,
    ...{ part: 'mirroring gateway-api http-route', spec: RULES },
    ...{ field: ['rules', 0, 'filters', 0, 'percent'], value: 50 },
    ...{ line: '            percent: 5', becomes: '            percent: 50' },
  },
  {
    ...VIRTUAL_SERVICE,
    ...{ part: 'fault-injection istio virtual-service', spec: HTTP },
    ...{ field: ['routes', 0, 'delay'], value: '2s' },
    line: '      fault: {delay: {fixedDelay: 1s, percentage: {value: 10}}}',
    becomes: '      fault: {delay: {fixedDelay: 2s, percentage: {value: 10}}}',
  },
  {
    ...VIRTUAL_SERVICE,
    ...{ part: 'timeouts-retries istio virtual-service', spec: HTTP },
    ...{ field: ['routes', 0, 'timeout'], value: '5s' },
    line: '      timeout: 3s # agreed with the callers',
    becomes: '      timeout: 5s # agreed with the callers',
  },
  {
    ...HTTP_ROUTE,
    ...{ part: 'timeouts-retries gateway-api http-route', spec: RULES },
    ...{ field: ['rules', 0, 'request'], value: '5s' },
    line: '        request: 3s # agreed with the callers',
    becomes: '        request: 5s # agreed with the callers',
  },
  {
    ...DESTINATION_RULE,
    part: 'circuit-breaking istio destination-rule',
    spec: `
  host: cart
  trafficPolicy:
    loadBalancer: {simple: LEAST_REQUEST}
    connectionPool:
      tcp: {tcpKeepalive: {probes: 3}}
      http:
        idleTimeout: 1m
        http2MaxRequests: 100 # measured in May`,
    ...{ field: ['requests'], value: 200 },
    line: '        http2MaxRequests: 100 # measured in May',
    becomes: '        http2MaxRequests: 200 # measured in May',
  },
  {
    ...{ apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication' },
    part: 'mutual-tls istio peer-authentication',
    spec: `
  selector: {matchLabels: {app: cart}}
  mtls:
    mode: PERMISSIVE # until the batch job is in the mesh`,
    ...{ field: ['mode'], value: 'STRICT' },
    line: '    mode: PERMISSIVE # until the batch job is in the mesh',
    becomes: '    mode: STRICT # until the batch job is in the mesh',
  },
  {
    ...DESTINATION_RULE,
    part: 'mutual-tls istio destination-rule',
    spec: `
  host: cart
  exportTo: ["."]
  trafficPolicy:
    tls:
      mode: SIMPLE # their certificate
      caCertificates: /etc/ca.pem`,
    ...{ field: ['mode'], value: 'DISABLE' },
    line: '      mode: SIMPLE # their certificate',
    becomes: '      mode: DISABLE # their certificate',
  },
  {
    ...{ apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy' },
    part: 'authorization istio authorization-policy',
    spec: `
  selector: {matchLabels: {app: cart}}
  action: ALLOW # and nobody else
  rules:
    - from: [{source: {serviceAccounts: [web]}}]`,
    ...{ field: ['action'], value: 'DENY' },
    ...{ line: '  action: ALLOW # and nobody else', becomes: '  action: DENY # and nobody else' },
  },
  {
    ...{ apiVersion: 'security.istio.io/v1', kind: 'RequestAuthentication' },
    part: 'json-web-tokens istio request-authentication',
    spec: `
  selector: {matchLabels: {app: cart}}
  jwtRules:
    - issuer: https://old.example.com # until June
      fromCookies: [token]
      outputPayloadToHeader: x-claims`,
    ...{ field: ['rules', 0, 'issuer'], value: 'https://new.example.com' },
    line: '    - issuer: https://old.example.com # until June',
    becomes: '    - issuer: https://new.example.com # until June',
  },
  {
    ...{ apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy' },
    part: 'json-web-tokens istio require-token',
    spec: `
  selector:
    matchLabels:
      app: cart # both versions
  action: DENY
  rules:
    - from: [{source: {notRequestPrincipals: ["*"]}}]
      when: [{key: "request.headers[x-env]", values: [prod]}]`,
    ...{ field: ['workloads', 0, 'value'], value: 'orders' },
    ...{ line: '      app: cart # both versions', becomes: '      app: orders # both versions' },
  },
  {
    ...{ apiVersion: 'networking.istio.io/v1', kind: 'Gateway' },
    part: 'gateway-exposure istio gateway',
    spec: `
  selector: {istio: nobody}
  servers:
    - port:
        number: 80 # behind the load balancer
        protocol: HTTP
        name: http
      bind: 127.0.0.1
      hosts: ["*"]`,
    ...{ field: ['servers', 0, 'port'], value: 8080 },
    line: '        number: 80 # behind the load balancer',
    becomes: '        number: 8080 # behind the load balancer',
  },
  {
    ...VIRTUAL_SERVICE,
    ...{ part: 'gateway-exposure istio virtual-service', spec: `${HTTP}\n  gateways: [cart]` },
    ...{ field: ['routes', 0, 'name'], value: 'all' },
    ...{ line: '    - name: main', becomes: '    - name: all' },
  },
  {
    ...{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' },
    part: 'gateway-exposure gateway-api k8s-gateway',
    spec: `
  gatewayClassName: istio
  infrastructure: {labels: {team: edge}}
  listeners:
    - name: https
      port: 443 # behind the load balancer
      protocol: HTTPS
      tls: {certificateRefs: [{name: shop}], options: {min: "1.3"}}`,
    ...{ field: ['listeners', 0, 'port'], value: 8443 },
    line: '      port: 443 # behind the load balancer',
    becomes: '      port: 8443 # behind the load balancer',
  },
  {
    ...HTTP_ROUTE,
    ...{ part: 'gateway-exposure gateway-api http-route', spec: RULES },
    ...{ field: ['rules', 0, 'backends', 0, 'weight'], value: 80 },
    ...{ line: '          weight: 90 # most of it', becomes: '          weight: 80 # most of it' },
  },
  {
    ...{ apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry' },
    part: 'service-entry istio service-entry',
    spec: `
  hosts: [api.example.com]
  subjectAltNames: [api.example.com]
  location: MESH_EXTERNAL
  resolution: DNS # theirs change
  ports: [{number: 443, name: https, protocol: TLS}]`,
    ...{ field: ['resolution'], value: 'DNS_ROUND_ROBIN' },
    ...{
      line: '  resolution: DNS # theirs change',
      becomes: '  resolution: DNS_ROUND_ROBIN # theirs change',
    },
  },
  {
    ...{ apiVersion: 'networking.istio.io/v1', kind: 'Sidecar' },
    part: 'sidecar-scope istio sidecar',
    spec: `
  egress:
    - hosts: ["./*"]
      bind: 127.0.0.1
  outboundTrafficPolicy:
    mode: ALLOW_ANY # for now`,
    ...{ field: ['mode'], value: 'REGISTRY_ONLY' },
    ...{ line: '    mode: ALLOW_ANY # for now', becomes: '    mode: REGISTRY_ONLY # for now' },
  },
  {
    ...{ apiVersion: 'telemetry.istio.io/v1', kind: 'Telemetry' },
    part: 'telemetry istio telemetry',
    spec: `
  tracing:
    - randomSamplingPercentage: 1 # costs
      customTags: {tier: {literal: {value: "1"}}}`,
    ...{ field: ['tracing', 0, 'sampling'], value: 10 },
    line: '    - randomSamplingPercentage: 1 # costs',
    becomes: '    - randomSamplingPercentage: 10 # costs',
  },
];

/** The object of a case as somebody keeps it by hand. */
export const wizardText = (
  { apiVersion, kind, spec }: WizardCase,
  namespace: string,
): string => `# Kept by hand
apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: cart
  namespace: ${namespace}
  labels: {team: shop} # who to ask
spec:${spec}
`;

/** Every part of every wizard, as cases name it. */
export const WIZARD_PARTS: ReadonlyMap<string, WizardPart> = new Map(
  WIZARDS.flatMap(({ id, variants }) =>
    variants.flatMap(({ dialect, parts }) =>
      parts.map((part): [string, WizardPart] => [`${id} ${dialect} ${part.id}`, part]),
    ),
  ),
);
