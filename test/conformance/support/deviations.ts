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
  {
    id: 'kiali-graph/rates_none',
    protocol: 'grpc',
    reason: 'Messages of gRPC streams are not counted; an edge counts requests.',
  },
  {
    id: 'kiali-graph/rates_sent',
    protocol: 'grpc',
    reason: 'Messages of gRPC streams are not counted; an edge counts requests.',
  },
];

/** Calls of Istio's simulation that end otherwise here, by id, with the reason. */
export const SIMULATION_DEVIATIONS: ReadonlyMap<string, string> = new Map([
  [
    'istio-simulation/ServiceEntryDuplicatedHostname/service-entries-with-reused-hosts-should-have-auto-allocated-the-same-IP-address#2',
    'ServiceEntries get no addresses of their own: connections are told apart by port and server name.',
  ],
]);
