/** What configuration does with the traffic to a node, as Kiali's badges. */
export const GRAPH_BADGES = [
  'virtualService',
  'requestRouting',
  'trafficShifting',
  'tcpTrafficShifting',
  'requestTimeout',
  'faultInjection',
  'mirroring',
  'circuitBreaker',
  'workloadEntry',
] as const;

/** One of the badges. */
export type GraphBadge = (typeof GRAPH_BADGES)[number];
