/** Istio's names: `istio` tells a proxy's own TLS from that of an app behind it. */
export const MESH_ALPN = {
  http1: ['istio-http/1.1', 'istio', 'http/1.1'],
  http2: ['istio-h2', 'istio', 'h2'],
  tcp: ['istio-peer-exchange', 'istio'],
} as const;

/** What an inbound side takes, most wanted first. */
export const INBOUND_ALPN = ['istio-peer-exchange', 'h2', 'http/1.1'] as const;
