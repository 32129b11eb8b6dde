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
  connections: count('Max connections', 'connectionPool.tcp.maxConnections', 'Per host.'),
  connectTimeout: time('Connect timeout', 'connectionPool.tcp.connectTimeout', '10s', 'Default: 10s.'),
  pending: count(
    'Max pending requests',
    'connectionPool.http.http1MaxPendingRequests',
    'Any more are answered 503 with flag UO.',
  ),
  requests: count(
    'Max concurrent requests',
    'connectionPool.http.http2MaxRequests',
    'Applies to HTTP/1.1 as well.',
  ),
  perConnection: count(
    'Max requests per connection',
    'connectionPool.http.maxRequestsPerConnection',
    '0 means no limit.',
  ),
  errors: count('Eject after consecutive 5xx', 'outlierDetection.consecutive5xxErrors', 'Default: 5.'),
  gatewayErrors: count(
    'Eject after gateway errors',
    'outlierDetection.consecutiveGatewayErrors',
    'Consecutive 502, 503 or 504; off by default.',
  ),
  interval: time('Check interval', 'outlierDetection.interval', '10s', 'Default: 10s.'),
  ejection: time(
    'Ejection time',
    'outlierDetection.baseEjectionTime',
    '30s',
    'Default: 30s; grows with each ejection.',
  ),
  share: {
    type: 'number',
    label: 'Max ejected hosts',
    at: 'spec.trafficPolicy.outlierDetection.maxEjectionPercent',
    min: 0,
    max: 100,
    unit: '%',
    isWhole: true,
    hint: 'Default: 10 %. With fewer than ten hosts, none is ejected.',
  },
};

/** Bounds load on a service and takes failing hosts out. */
export const CIRCUIT_BREAKING: Wizard = {
  id: 'circuit-breaking',
  title: 'Circuit breaking',
  summary: 'Limit connections and requests to a service, and eject failing hosts for a while.',
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
