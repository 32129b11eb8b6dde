import {
  decimal,
  deprecated,
  duration,
  flag,
  type Infer,
  list,
  map,
  object,
  oneOf,
  text,
  whole,
} from '../schema/schema';

const selector = object({ matchLabels: map(text()) }, 'Workloads by their labels.');

const locality = object({
  distribute: list(object({ from: text(), to: map(whole()) })),
  failover: list(object({ from: text(), to: text() })),
  failoverPriority: list(text()),
  enabled: flag(),
});

const loadBalancer = object({
  simple: oneOf(['UNSPECIFIED', 'LEAST_CONN', 'RANDOM', 'PASSTHROUGH', 'ROUND_ROBIN', 'LEAST_REQUEST']),
  consistentHash: object({
    httpHeaderName: text(),
    httpCookie: object({
      name: text(),
      path: text(),
      ttl: duration(),
      attributes: list(object({ name: text(), value: text() })),
    }),
    useSourceIp: flag(),
    httpQueryParameterName: text(),
    ringHash: object({ minimumRingSize: whole('1024 by default.') }),
    maglev: object({ tableSize: whole('A prime, 65537 by default.') }),
    minimumRingSize: deprecated(whole(), 'ringHash.minimumRingSize'),
  }),
  localityLbSetting: locality,
  warmupDurationSecs: deprecated(duration(), 'warmup.duration'),
  warmup: object({ duration: duration(), minimumPercent: decimal(), aggression: decimal() }),
});

const connectionPool = object({
  tcp: object({
    maxConnections: whole('To each host; no bound by default.'),
    connectTimeout: duration('10s by default.'),
    tcpKeepalive: object({ probes: whole(), time: duration(), interval: duration() }),
    maxConnectionDuration: duration(),
    idleTimeout: duration('1h by default.'),
  }),
  http: object({
    http1MaxPendingRequests: whole('No bound by default.'),
    http2MaxRequests: whole('Requests at a time, HTTP/1.1 too; no bound by default.'),
    maxRequestsPerConnection: whole('0 for no bound.'),
    maxRetries: whole('Retries at a time.'),
    idleTimeout: duration('1h by default.'),
    h2UpgradePolicy: oneOf(['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE']),
    useClientProtocol: flag(),
    maxConcurrentStreams: whole(),
  }),
});

const outlierDetection = object({
  consecutiveErrors: deprecated(whole(), 'consecutiveGatewayErrors'),
  splitExternalLocalOriginErrors: flag(),
  consecutiveLocalOriginFailures: whole('5 by default.'),
  consecutiveGatewayErrors: whole('502, 503 and 504 in a row; off by default.'),
  consecutive5xxErrors: whole('5 by default; 0 switches it off.'),
  interval: duration('10s by default.'),
  baseEjectionTime: duration('30s by default; grows with each ejection.'),
  maxEjectionPercent: whole('10 by default: with fewer than ten hosts none is ejected.'),
  minHealthPercent: whole('0 by default.'),
});

const tls = object({
  mode: oneOf(['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL']),
  clientCertificate: text(),
  privateKey: text(),
  caCertificates: text(),
  credentialName: text(),
  subjectAltNames: list(text()),
  sni: text(),
  insecureSkipVerify: flag(),
  caCrl: text(),
});

const policyBlocks = {
  loadBalancer,
  connectionPool,
  outlierDetection,
  tls,
};

const trafficPolicy = object({
  ...policyBlocks,
  portLevelSettings: list(object({ port: object({ number: whole() }), ...policyBlocks })),
  tunnel: object({ protocol: text(), targetHost: text(), targetPort: whole() }),
  proxyProtocol: object({ version: oneOf(['V1', 'V2']) }),
  retryBudget: object({ percent: decimal('20 by default.'), minRetryConcurrency: whole('3 by default.') }),
});

/** The spec of a DestinationRule. */
export const DESTINATION_RULE_SCHEMA = object({
  host: text('A service; a name without dots belongs to this namespace.'),
  trafficPolicy,
  subsets: list(object({ name: text(), labels: map(text()), trafficPolicy })),
  exportTo: list(text()),
  workloadSelector: selector,
});

export type DestinationRuleSpec = Infer<typeof DESTINATION_RULE_SCHEMA>;
export type TrafficPolicy = Infer<typeof trafficPolicy>;
export type LoadBalancer = Infer<typeof loadBalancer>;
export type ConnectionPool = Infer<typeof connectionPool>;
export type OutlierDetection = Infer<typeof outlierDetection>;
export type ClientTls = Infer<typeof tls>;
export type Subset = NonNullable<DestinationRuleSpec['subsets']>[number];
