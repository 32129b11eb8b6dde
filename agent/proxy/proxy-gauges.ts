/** Counts that are true at any moment, for the admin port and for tests. */
export interface ProxyGauges {
  downstreamConnections: number;
  upstreamConnections: number;
  idleUpstreamConnections: number;
  requestsInFlight: number;
  tunnels: number;
  /** Connections closed at once because a listener had too many; a counter. */
  refusedConnections: number;
  /** Connections closed because their client opened streams only to reset them; a counter. */
  resetFloods: number;
}

export function createGauges(): ProxyGauges {
  return {
    downstreamConnections: 0,
    upstreamConnections: 0,
    idleUpstreamConnections: 0,
    requestsInFlight: 0,
    tunnels: 0,
    refusedConnections: 0,
    resetFloods: 0,
  };
}
