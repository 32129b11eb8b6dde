import {
  decimal,
  deprecated,
  duration,
  flag,
  type Infer,
  limited,
  list,
  map,
  object,
  oneOf,
  portNumber,
  requiring,
  text,
  whole,
} from '../schema/schema';
import { loadBalancerSchema } from './load-balancer';
import { selectorSchema } from './selectors';

const connectionPool = object(
  {
    tcp: object(
      {
        maxConnections: whole('Connections to each host; no bound by default.'),
        connectTimeout: duration('Time to connect, 10s by default.'),
        tcpKeepalive: object(
          {
            probes: whole('Probes without an answer before the connection is given up.'),
            time: duration('Idle time before the first probe.'),
            interval: duration('Time between probes.'),
          },
          'Asks idle connections for signs of life.',
        ),
        maxConnectionDuration: duration('Age at which a connection is closed.'),
        idleTimeout: duration('Idle time at which a connection is closed, 1h by default; 0s for never.'),
      },
      'Bounds of connections.',
    ),
    http: object(
      {
        http1MaxPendingRequests: whole('Requests that may wait for a connection; no bound by default.'),
        http2MaxRequests: whole('Requests at a time, HTTP/1.1 too; no bound by default.'),
        maxRequestsPerConnection: whole('Requests a connection serves before it is closed; 0 for no bound.'),
        maxRetries: whole('Retries at a time.'),
        idleTimeout: duration('Idle time at which a connection is closed, 1h by default.'),
        h2UpgradePolicy: oneOf(
          ['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE'],
          'Whether HTTP/1.1 is turned into HTTP/2 towards the service.',
        ),
        useClientProtocol: flag('Speaks to the service as the caller spoke to the proxy.'),
        maxConcurrentStreams: whole('Streams at a time on an HTTP/2 connection.'),
        http2KeepAlive: object(
          {
            interval: duration('Time between pings.'),
            timeout: duration('Time an answer to a ping may take.'),
          },
          'Pings HTTP/2 connections.',
        ),
      },
      'Bounds of requests.',
    ),
  },
  'How many connections and requests are allowed at a time.',
);

const outlierDetection = object(
  {
    consecutiveErrors: deprecated(whole('Errors in a row.'), 'consecutiveGatewayErrors'),
    splitExternalLocalOriginErrors: flag(
      'Counts failed connections apart from errors the service answered with.',
    ),
    consecutiveLocalOriginFailures: whole('Failed connections in a row, 5 by default; needs the split.'),
    consecutiveGatewayErrors: whole('502, 503 and 504 in a row; off by default.'),
    consecutive5xxErrors: whole('5xx in a row, 5 by default; 0 switches it off.'),
    interval: duration('Time between looks at the hosts, 10s by default.'),
    baseEjectionTime: duration('First ejection, 30s by default; each further one is longer.'),
    maxEjectionPercent: whole('Most hosts out at a time, 10 by default: with fewer than ten hosts none is.'),
    minHealthPercent: whole('Below this share of healthy hosts nobody is ejected; 0 by default.'),
  },
  'Takes hosts that keep failing out for a while.',
);

const tls = object(
  {
    mode: oneOf(
      ['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'],
      "Plain text, TLS, TLS with a client certificate, or mutual TLS with the mesh's own.",
    ),
    clientCertificate: text('File with the client certificate, for MUTUAL.'),
    privateKey: text('File with the private key, for MUTUAL.'),
    caCertificates: text('File with the authorities to trust; without it nothing is verified.'),
    credentialName: text('Secret with certificate, key and authorities, instead of files.'),
    subjectAltNames: list(text(), 'Names of which the certificate of the server must carry one.'),
    sni: text('Server name to ask for.'),
    insecureSkipVerify: flag('Trusts any certificate.'),
    caCrl: text('File with revoked certificates.'),
  },
  'TLS towards the service.',
);

const policyBlocks = { loadBalancer: loadBalancerSchema, connectionPool, outlierDetection, tls };

const trafficPolicy = object(
  {
    ...policyBlocks,
    portLevelSettings: limited(
      list(
        object(
          {
            port: object({ number: whole('1 to 65535.') }, 'The port of the service.'),
            ...policyBlocks,
          },
          'Settings of one port; what they leave out is not taken from above.',
        ),
        'Settings by port, instead of those above.',
      ),
      { maxItems: 4096 },
    ),
    tunnel: requiring(
      object(
        {
          protocol: text('CONNECT (the default) or POST.'),
          targetHost: text('Host at the far end.'),
          targetPort: portNumber('Port at the far end.'),
        },
        'Sends connections through an HTTP tunnel.',
      ),
      'targetHost',
      'targetPort',
    ),
    proxyProtocol: object(
      { version: oneOf(['V1', 'V2'], 'V1 by default.') },
      'Sends the PROXY protocol first.',
    ),
    retryBudget: object(
      {
        percent: limited(decimal('Retries as a share of running requests, 20 by default.'), {
          minimum: 0,
          maximum: 100,
        }),
        minRetryConcurrency: whole('Retries that are always allowed, 3 by default.'),
      },
      'Bounds retries by the load.',
    ),
  },
  'How connections to the service are made.',
);

/** The spec of a DestinationRule. */
export const DESTINATION_RULE_SCHEMA = requiring(
  object(
    {
      host: text('A service; a name without dots belongs to this namespace.'),
      trafficPolicy,
      subsets: list(
        requiring(
          object(
            {
              name: text('What a VirtualService calls it.'),
              labels: map(text(), 'Labels of its workloads.'),
              trafficPolicy,
            },
            'A part of the workloads of the service.',
          ),
          'name',
        ),
        'Versions of the service, by labels.',
      ),
      exportTo: list(text(), 'Who sees this: `*` everybody, `.` this namespace, or names of namespaces.'),
      workloadSelector: selectorSchema,
    },
    'What holds for connections to a service, once routing has chosen it.',
  ),
  'host',
);

export type DestinationRuleSpec = Infer<typeof DESTINATION_RULE_SCHEMA>;
export type TrafficPolicy = Infer<typeof trafficPolicy>;
export type LoadBalancer = Infer<typeof loadBalancerSchema>;
export type ConnectionPool = Infer<typeof connectionPool>;
export type OutlierDetection = Infer<typeof outlierDetection>;
export type ClientTls = Infer<typeof tls>;
export type Subset = NonNullable<DestinationRuleSpec['subsets']>[number];
