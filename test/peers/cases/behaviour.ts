import { filter, forward, perRoute } from '../support/envoy-config';
import type { PeerCase } from '../support/peer-case';

const ROUTE = 'route: [{destination: {host: reviews}}]';
/** The answers that a proxy gives itself are others to callers of gRPC. */
const GRPC = { method: 'POST', headers: { 'content-type': 'application/grpc', te: 'trailers' } };
const failing = ['status=500', 'status=502', 'status=503', 'status=504', 'status=404', 'status=409', 'reset'];
const STALE =
  'A kept connection that ends under a request which may be repeated was stale: it is asked again over a fresh one, beside all retries.';
const RESETS = { [failing.indexOf('reset')]: STALE };
const retrying = (name: string, retryOn: string, envoy: string, codes: number[] = []): PeerCase => ({
  name: `retries on ${retryOn}`,
  ours: `
  - retries: {attempts: 2, retryOn: '${retryOn}'}
    ${ROUTE}
`,
  envoy: {
    routes: [
      forward(
        { prefix: '/' },
        { retry_policy: { retry_on: envoy, num_retries: 2, retriable_status_codes: codes } },
      ),
    ],
  },
  requests: failing.map((how) => ({ headers: { 'x-answer': how, 'x-case': name } })),
  differs: RESETS,
});

/** What keeps a request standing, and what becomes of one that falls. */
export const RESILIENCE: readonly PeerCase[] = [
  retrying('5xx', '5xx', '5xx'),
  retrying('gateway', 'gateway-error', 'gateway-error'),
  retrying('reset', 'reset', 'reset'),
  retrying('4xx', 'retriable-4xx', 'retriable-4xx'),
  retrying('codes', '409,503', 'retriable-status-codes', [409, 503]),
  {
    name: "Istio's default retries",
    ours: `
  - ${ROUTE}
`,
    envoy: { routes: [forward({ prefix: '/' })] },
    requests: failing.map((how) => ({ headers: { 'x-answer': how } })),
    differs: RESETS,
  },
  {
    name: 'timeouts',
    ours: `
  - timeout: 150ms
    retries: {attempts: 0}
    ${ROUTE}
`,
    envoy: { routes: [forward({ prefix: '/' }, { timeout: '0.15s', retry_policy: { num_retries: 0 } })] },
    requests: [{ headers: { 'x-answer': 'slow' } }, {}],
  },
  {
    name: 'timeouts of each try',
    ours: `
  - retries: {attempts: 1, perTryTimeout: 100ms, retryOn: 5xx}
    ${ROUTE}
`,
    envoy: {
      routes: [
        forward(
          { prefix: '/' },
          { retry_policy: { retry_on: '5xx', num_retries: 1, per_try_timeout: '0.1s' } },
        ),
      ],
    },
    requests: [{ headers: { 'x-answer': 'slow' } }],
  },
  {
    name: 'nobody listens',
    upstream: 'nobody',
    ours: `
  - retries: {attempts: 0}
    ${ROUTE}
`,
    envoy: { routes: [forward({ prefix: '/' }, { cluster: 'nobody', retry_policy: { num_retries: 0 } })] },
    requests: [{}, GRPC],
  },
  {
    name: 'no endpoint',
    upstream: 'none',
    ours: `
  - ${ROUTE}
`,
    envoy: { routes: [forward({ prefix: '/' }, { cluster: 'empty' })] },
    requests: [{}, GRPC],
  },
  {
    name: 'no rule',
    ours: `
  - match: [{uri: {prefix: /some}}]
    ${ROUTE}
`,
    envoy: { routes: [forward({ prefix: '/some' })] },
    requests: [{ path: '/other' }, { path: '/other', ...GRPC }],
  },
];

/** Faults, limits, other origins. */
export const ANSWERS: readonly PeerCase[] = [
  {
    name: 'an abort',
    ours: `
  - fault: {abort: {httpStatus: 418, percentage: {value: 100}}}
    ${ROUTE}
`,
    envoy: {
      routes: [
        forward(
          { prefix: '/' },
          {},
          {
            typed_per_filter_config: perRoute('fault', 'fault.v3.HTTPFault', {
              abort: { http_status: 418, percentage: { numerator: 100 } },
            }),
          },
        ),
      ],
    },
    requests: [{}, GRPC, { method: 'HEAD' }],
  },
  {
    name: 'a delay',
    ours: `
  - fault: {delay: {fixedDelay: 50ms, percentage: {value: 100}}}
    ${ROUTE}
`,
    envoy: {
      routes: [
        forward(
          { prefix: '/' },
          {},
          {
            typed_per_filter_config: perRoute('fault', 'fault.v3.HTTPFault', {
              delay: { fixed_delay: '0.05s', percentage: { numerator: 100 } },
            }),
          },
        ),
      ],
    },
    requests: [{}],
  },
  {
    name: 'other origins',
    ours: `
  - corsPolicy:
      allowOrigins: [{exact: 'https://a.example'}, {regex: 'https://.*\\.b\\.example'}]
      allowMethods: [GET, PUT]
      allowHeaders: [x-one, x-two]
      exposeHeaders: [x-app]
      maxAge: 10m
      allowCredentials: true
    ${ROUTE}
`,
    envoy: {
      routes: [
        forward(
          { prefix: '/' },
          {},
          {
            typed_per_filter_config: perRoute('cors', 'cors.v3.CorsPolicy', {
              allow_origin_string_match: [
                { exact: 'https://a.example' },
                { safe_regex: { regex: 'https://.*\\.b\\.example' } },
              ],
              allow_methods: 'GET,PUT',
              allow_headers: 'x-one,x-two',
              expose_headers: 'x-app',
              max_age: '600',
              allow_credentials: true,
              filter_enabled: { default_value: { numerator: 100 } },
            }),
          },
        ),
      ],
    },
    requests: [
      'https://a.example',
      'https://x.b.example',
      'https://c.example',
      'https://A.example',
      '',
    ].flatMap((origin) => [
      { headers: { origin } },
      { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'PUT' } },
      { method: 'OPTIONS', headers: { origin } },
      { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'DELETE' } },
    ]),
  },
  {
    name: 'a local rate limit',
    times: 4,
    ours: `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: limit, namespace: default}
spec:
  configPatches:
  - applyTo: HTTP_FILTER
    match: {context: SIDECAR_OUTBOUND}
    patch:
      operation: INSERT_BEFORE
      value:
        name: envoy.filters.http.local_ratelimit
        typed_config:
          '@type': type.googleapis.com/udpa.type.v1.TypedStruct
          type_url: type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit
          value:
            stat_prefix: limit
            token_bucket: {max_tokens: 2, tokens_per_fill: 2, fill_interval: 3600s}
            filter_enabled: {default_value: {numerator: 100}}
            filter_enforced: {default_value: {numerator: 100}}
            response_headers_to_add: [{header: {key: x-limited, value: 'yes'}}]
`,
    envoy: {
      filters: [
        filter('local_ratelimit', 'local_ratelimit.v3.LocalRateLimit', {
          stat_prefix: 'limit',
          token_bucket: { max_tokens: 2, tokens_per_fill: 2, fill_interval: '3600s' },
          filter_enabled: { default_value: { numerator: 100 } },
          filter_enforced: { default_value: { numerator: 100 } },
          response_headers_to_add: [{ header: { key: 'x-limited', value: 'yes' } }],
        }),
      ],
      routes: [forward({ prefix: '/' })],
    },
    requests: [{}, GRPC],
  },
];
