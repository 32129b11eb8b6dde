/** What of a case we do not share, and why; the rest of it must hold. */
export interface Deviation {
  id: string;
  /** Edges of this protocol, and nodes that have no others, are not compared. */
  protocol?: string;
  /** Services are compared by name alone. */
  anyServiceNamespace?: boolean;
  reason: string;
}

/** Deliberate deviations from Kiali's graph. */
export const GRAPH_DEVIATIONS: readonly Deviation[] = [
  {
    id: 'kiali-graph/ambient',
    protocol: 'tcp',
    reason: 'Connections of waypoints are drawn as reported; Kiali hides those back to a caller.',
  },
  {
    id: 'kiali-graph/complex',
    anyServiceNamespace: true,
    reason: 'The namespace of a service nobody answered for is read from its host; Kiali leaves it unknown.',
  },
];

/** Calls of Istio's simulation that end otherwise here, by id, with the reason. */
export const SIMULATION_DEVIATIONS: ReadonlyMap<string, string> = new Map([
  ...[1, 2, 3, 4].map((n): [string, string] => [
    `istio-simulation/Ingress/ingress-shared-TLS-cert-conflict-beta-first#${n}`,
    'Kubernetes Ingress objects are not obeyed; gateways are opened by Gateways of either API.',
  ]),
]);

/** Calls of it whose listener is named otherwise; the rest of them must hold. */
export const LISTENER_DEVIATIONS: ReadonlyMap<string, string> = new Map([
  [
    'istio-simulation/ServiceEntryDuplicatedHostname/service-entries-with-reused-hosts-should-have-auto-allocated-the-same-IP-address#2',
    'ServiceEntries get no addresses of their own: connections are told apart by port and server name.',
  ],
]);

const HANDSHAKE = 'Certificates are judged by the handshake, not by the routing decision.';

/** Cases and requests of the Gateway API's suite that a routing decision alone does not answer, with the reason. */
export const GATEWAY_API_DEVIATIONS: ReadonlyMap<string, string> = new Map([
  ...[2, 4, 6].map((n): [string, string] => [`gateway-api/BackendTLSPolicySANValidation#${n}`, HANDSHAKE]),
  ['gateway-api/GatewayFrontendInvalidDefaultClientCertificateValidation#2', HANDSHAKE],
  ['gateway-api/HTTPRouteCORS', 'Preflights are answered by the data path, not by the routing decision.'],
  ['gateway-api/HTTPRouteReferenceGrant#2', 'The original takes the grant away before this request.'],
  [
    'gateway-api/MeshFrontendHostname',
    'An agent without captured addresses knows a service by the Host header, not by the address called.',
  ],
]);

const NAME_SEARCH = 'A word that is no field is searched in names; Kiali refuses it.';

/** Expressions of Kiali's find box that are read otherwise here, by id, with the reason. */
export const FIND_DEVIATIONS: ReadonlyMap<string, string> = new Map([
  ['kiali-find/foo', NAME_SEARCH],
  ['kiali-find/not-foo', NAME_SEARCH],
  ['kiali-find/sc', '`sidecar` means nodes with a sidecar; in Kiali it selects those without.'],
]);
