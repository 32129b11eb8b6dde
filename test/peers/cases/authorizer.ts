import { filter, forward, type Json } from '../support/envoy-config';
import type { PeerCase } from '../support/peer-case';

const ASK = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ask, namespace: shop}
spec: {action: CUSTOM, provider: {name: peer}, rules: [{}]}
`;
const names = (...wanted: string[]): Json => ({ patterns: wanted.map((exact) => ({ exact })) });

/** The filter as Istio writes it for a provider of HTTP; the app is the authorizer, too, below another path. */
const extAuthz = (response: Json, more: Json = {}): Json =>
  filter('ext_authz', 'ext_authz.v3.ExtAuthz', {
    transport_api_version: 'V3',
    status_on_error: { code: 'Forbidden' },
    allowed_headers: names('authorization', 'x-answer', 'x-team'),
    http_service: {
      server_uri: { uri: 'http://app', cluster: 'app', timeout: '5s' },
      path_prefix: '/check',
      authorization_response: response,
    },
    ...more,
  });

const asking = (
  name: string,
  provider: object,
  response: Json,
  requests: PeerCase['requests'],
  more: Json = {},
): PeerCase => ({
  name,
  isInbound: true,
  ours: ASK,
  authorizer: { pathPrefix: '/check', includeRequestHeadersInCheck: ['x-answer', 'x-team'], ...provider },
  envoy: {
    isInbound: true,
    filters: [extAuthz(response, more)],
    routes: [forward({ prefix: '/' }, { retry_policy: { num_retries: 0 } })],
  },
  requests,
});

const post = (body: string): { raw: string } => ({
  raw: `POST /x HTTP/1.1\r\nHost: cart\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
});

/** Requests that somebody else decides about. */
export const AUTHORIZER: readonly PeerCase[] = [
  asking(
    'an authorizer of HTTP',
    { headersToUpstreamOnAllow: ['x-app'], headersToDownstreamOnAllow: ['x-third'] },
    { allowed_upstream_headers: names('x-app'), allowed_client_headers_on_success: names('x-third') },
    [
      {},
      {
        path: '/x?a=1',
        headers: { 'x-team': 'a', 'x-else': 'b', authorization: 'Basic z', 'x-app': 'mine' },
      },
      { method: 'POST', headers: { 'x-answer': 'status=403' } },
      ...[401, 302, 404, 429, 500, 503, 201].map((code) => ({ headers: { 'x-answer': `status=${code}` } })),
      { headers: { 'x-answer': 'reset' } },
    ],
  ),
  asking(
    'headers that a denied client is told',
    { headersToDownstreamOnDeny: ['x-app'] },
    { allowed_client_headers: names('x-app') },
    [{ headers: { 'x-answer': 'status=403' } }, { headers: { 'x-answer': 'status=302' } }],
  ),
  asking(
    'an authorizer that fails, and lets pass',
    { failOpen: true },
    {},
    [{ headers: { 'x-answer': 'status=403' } }, { headers: { 'x-answer': 'reset' } }],
    { failure_mode_allow: true },
  ),
  asking(
    'bodies that an authorizer judges',
    { includeRequestBodyInCheck: { maxRequestBytes: 8 } },
    {},
    [post('short'), post('12345678'), post('123456789'), {}],
    { with_request_body: { max_request_bytes: 8 } },
  ),
  asking(
    'beginnings of bodies that an authorizer judges',
    { includeRequestBodyInCheck: { maxRequestBytes: 8, allowPartialMessage: true } },
    {},
    [post('short'), post('12345678'), post('123456789'), {}],
    { with_request_body: { max_request_bytes: 8, allow_partial_message: true } },
  ),
];
