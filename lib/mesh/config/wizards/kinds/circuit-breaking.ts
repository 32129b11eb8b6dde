import type { FormFields, NumberField, TextField } from '../form-field';
import { blankObject, subjectName } from '../parts/blank-object';
import { namesHost } from '../parts/is-about';
import type { Wizard } from '../wizard';

const count = (label: string, at: string, hint: string): NumberField => ({
  type: 'number',
  label,
  at: `spec.trafficPolicy.${at}`,
  hint,
  min: 0,
  isWhole: true,
});

const time = (label: string, at: string, placeholder: string, hint: string): TextField => ({
  type: 'text',
  label,
  at: `spec.trafficPolicy.${at}`,
  hint,
  format: 'duration',
  placeholder,
});

const FIELDS: FormFields = {
  host: { type: 'text', label: 'Host', at: 'spec.host', isRequired: true, suggest: 'host' },
  connections: count('Connections at most', 'connectionPool.tcp.maxConnections', 'To each host.'),
  connectTimeout: time('Connect within', 'connectionPool.tcp.connectTimeout', '10s', '10s by default.'),
  pending: count(
    'Waiting requests at most',
    'connectionPool.http.http1MaxPendingRequests',
    'More are answered 503 with UO.',
  ),
  requests: count('Requests at a time at most', 'connectionPool.http.http2MaxRequests', 'HTTP/1.1 too.'),
  perConnection: count(
    'Requests a connection',
    'connectionPool.http.maxRequestsPerConnection',
    '0 for no bound.',
  ),
  errors: count(
    'Put a host out after 5xx in a row',
    'outlierDetection.consecutive5xxErrors',
    '5 by default.',
  ),
  gatewayErrors: count(
    'Or after gateway errors in a row',
    'outlierDetection.consecutiveGatewayErrors',
    '502, 503 and 504; off by default.',
  ),
  interval: time('Look every', 'outlierDetection.interval', '10s', '10s by default.'),
  ejection: time(
    'Keep it out for',
    'outlierDetection.baseEjectionTime',
    '30s',
    '30s by default; grows with each time.',
  ),
  share: {
    type: 'number',
    label: 'Hosts out at most',
    at: 'spec.trafficPolicy.outlierDetection.maxEjectionPercent',
    min: 0,
    max: 100,
    unit: '%',
    isWhole: true,
    hint: '10 by default: with fewer than ten hosts none is put out.',
  },
};

/** Bounds load on a service and takes failing hosts out. */
export const CIRCUIT_BREAKING: Wizard = {
  id: 'circuit-breaking',
  title: 'Circuit breaking',
  summary: 'Bound connections and requests to a service, and take failing hosts out for a while.',
  group: 'Resilience',
  about: 'service',
  variants: [
    {
      dialect: 'istio',
      parts: [
        {
          id: 'destination-rule',
          title: 'Limits and outlier detection',
          kind: 'DestinationRule',
          isAbout: (object, subject) => namesHost(object, subject, 'spec.host'),
          blank: (subject) =>
            blankObject('DestinationRule', subject, subjectName(subject), {
              host: subject.name,
              trafficPolicy: {
                connectionPool: { tcp: { maxConnections: 100 }, http: { http1MaxPendingRequests: 100 } },
                outlierDetection: {
                  consecutive5xxErrors: 5,
                  interval: '10s',
                  baseEjectionTime: '30s',
                  maxEjectionPercent: 50,
                },
              },
            }),
          fields: FIELDS,
        },
      ],
    },
  ],
};
