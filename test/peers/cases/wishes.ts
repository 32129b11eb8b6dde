import { filter, forward, type Json, perRoute } from '../support/envoy-config';
import type { PeerCase } from '../support/peer-case';

const LIMIT = {
  stat_prefix: 'limit',
  token_bucket: { max_tokens: 1, tokens_per_fill: 1, fill_interval: '3600s' },
  filter_enabled: { default_value: { numerator: 100 } },
  filter_enforced: { default_value: { numerator: 100 } },
};
const limitPatch = (applyTo: string, match: string, value: string): string => `
  - applyTo: ${applyTo}
    match: {context: SIDECAR_OUTBOUND${match}}
    patch:
      operation: MERGE
      value: ${value}`;
const FILTER = 'envoy.filters.http.local_ratelimit';
const inserted = limitPatch('HTTP_FILTER', '', `{name: ${FILTER}}`).replace('MERGE', 'INSERT_FIRST');
const ofRoute = limitPatch(
  'HTTP_ROUTE',
  ', routeConfiguration: {vhost: {route: {name: limited}}}',
  `{typed_per_filter_config: {${FILTER}: ${JSON.stringify(LIMIT)}}}`,
);
const rules = (patches: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: default}
spec:
  hosts: [reviews]
  http:
  - {name: limited, match: [{uri: {prefix: /limited}}], route: [{destination: {host: reviews}}]}
  - {name: free, route: [{destination: {host: reviews}}]}
---
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: limit, namespace: default}
spec:
  configPatches:${patches}
`;
const routes = (config: Json): Json[] => [
  forward({ prefix: '/limited' }, {}, { typed_per_filter_config: config }),
  forward({ prefix: '/' }),
];
const asked = [{ path: '/limited' }, { path: '/free' }];
const ROUTE_LIMIT = perRoute('local_ratelimit', 'local_ratelimit.v3.LocalRateLimit', LIMIT);

/** Limits of single routes. */
export const LIMITS: readonly PeerCase[] = [
  {
    name: 'a limit of a route',
    times: 3,
    ours: rules(inserted + ofRoute),
    envoy: {
      filters: [filter('local_ratelimit', 'local_ratelimit.v3.LocalRateLimit', { stat_prefix: 'none' })],
      routes: routes(ROUTE_LIMIT),
    },
    requests: asked,
  },
  {
    name: 'a limit of a route in place of that of the filter',
    times: 3,
    ours: rules(
      limitPatch('HTTP_FILTER', '', `{name: ${FILTER}, typed_config: ${JSON.stringify(LIMIT)}}`).replace(
        'MERGE',
        'INSERT_FIRST',
      ) + ofRoute,
    ),
    envoy: {
      filters: [filter('local_ratelimit', 'local_ratelimit.v3.LocalRateLimit', LIMIT)],
      routes: routes(ROUTE_LIMIT),
    },
    requests: asked,
  },
];

const ROUTE = 'route: [{destination: {host: reviews}}]';
const wishing = (headers: Readonly<Record<string, string>>, how: string) => ({
  headers: { 'x-answer': how, 'x-forwarded-for': '127.0.0.1', ...headers },
});

/** What callers ask for by headers, and answers without an upstream. */
export const WISHES: readonly PeerCase[] = [
  {
    name: 'tries that callers ask for',
    ours: `
  - retries: {attempts: 0}
    ${ROUTE}
`,
    envoy: {
      // Istio writes no policy for a rule without tries.
      routes: [forward({ prefix: '/' }, { retry_policy: undefined })],
      // Envoy listens to internal callers alone; to us all in the mesh are internal.
      manager: { internal_address_config: { cidr_ranges: [{ address_prefix: '127.0.0.0', prefix_len: 8 }] } },
    },
    requests: [
      wishing({ 'x-envoy-retry-on': '5xx' }, 'status=500'),
      wishing({ 'x-envoy-retry-on': '5xx', 'x-envoy-max-retries': '3' }, 'status=500'),
      wishing({ 'x-envoy-retry-on': 'gateway-error', 'x-envoy-max-retries': '2' }, 'status=500'),
      wishing({ 'x-envoy-retry-on': 'retriable-4xx', 'x-envoy-max-retries': '2' }, 'status=409'),
      wishing({ 'x-envoy-retry-on': 'nonsense', 'x-envoy-max-retries': '2' }, 'status=503'),
      wishing({ 'x-envoy-max-retries': '2' }, 'status=503'),
      wishing(
        { 'x-envoy-retry-on': 'retriable-status-codes', 'x-envoy-retriable-status-codes': '418, 404' },
        'status=404',
      ),
      wishing({ 'x-envoy-upstream-rq-timeout-ms': '100' }, 'slow'),
      wishing(
        {
          'x-envoy-upstream-rq-per-try-timeout-ms': '100',
          'x-envoy-retry-on': 'gateway-error',
          'x-envoy-max-retries': '1',
        },
        'slow',
      ),
      wishing({ 'x-envoy-upstream-rq-timeout-ms': 'soon' }, 'status=200'),
    ],
  },
  {
    name: 'answers of the proxy itself',
    ours: `
  - match: [{uri: {prefix: /text}}]
    directResponse: {status: 203, body: {string: hello}}
    headers: {response: {set: {x-set: a}, add: {x-add: b}}}
  - match: [{uri: {prefix: /empty}}]
    directResponse: {status: 404}
  - match: [{uri: {prefix: /error}}]
    directResponse: {status: 503, body: {string: later}}
`,
    envoy: {
      routes: [
        {
          match: { prefix: '/text' },
          direct_response: { status: 203, body: { inline_string: 'hello' } },
          response_headers_to_add: [
            { header: { key: 'x-set', value: 'a' }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' },
            { header: { key: 'x-add', value: 'b' }, append_action: 'APPEND_IF_EXISTS_OR_ADD' },
          ],
        },
        { match: { prefix: '/empty' }, direct_response: { status: 404 } },
        { match: { prefix: '/error' }, direct_response: { status: 503, body: { inline_string: 'later' } } },
      ],
    },
    requests: ['/text', '/empty', '/error'].flatMap((path) => [
      { path },
      { path, method: 'HEAD' },
      { path, method: 'POST', headers: { 'content-type': 'application/grpc' } },
    ]),
  },
  {
    name: 'values of headers by operators',
    ours: `
  - headers:
      request:
        set:
          x-a: '%REQ(:METHOD)% %REQ(:PATH)%'
          x-b: '%PROTOCOL% %REQ(x-missing?x-in)%'
          x-c: '100%%'
          x-d: '%REQ(x-missing)%'
          x-e: '%REQ(x-in):3%'
      response: {set: {x-code: '%RESPONSE_CODE%', x-flags: '%RESPONSE_FLAGS%', x-route: 'r-%ROUTE_NAME%'}}
    ${ROUTE}
`,
    envoy: {
      routes: [
        forward(
          { prefix: '/' },
          {},
          {
            request_headers_to_add: [
              ['x-a', '%REQ(:METHOD)% %REQ(:PATH)%'],
              ['x-b', '%PROTOCOL% %REQ(x-missing?x-in)%'],
              ['x-c', '100%%'],
              ['x-d', '%REQ(x-missing)%'],
              ['x-e', '%REQ(x-in):3%'],
            ].map(overwrite),
            response_headers_to_add: [
              ['x-code', '%RESPONSE_CODE%'],
              ['x-flags', '%RESPONSE_FLAGS%'],
              ['x-route', 'r-%ROUTE_NAME%'],
            ].map(overwrite),
          },
        ),
      ],
    },
    requests: [{ path: '/a?b=1', headers: { 'x-in': 'inside' } }, { method: 'PUT' }],
  },
];

function overwrite([key, value]: readonly string[]): Json {
  return { header: { key, value }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' };
}
