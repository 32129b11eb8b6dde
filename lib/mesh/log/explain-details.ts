const MEANINGS: Readonly<Record<string, string>> = {
  direct_response: 'The proxy answered by itself, as its route says.',
  no_healthy_upstream: 'No endpoint of the service is healthy.',
  route_not_found: 'No route matches the host and path.',
  cluster_not_found: 'The route points to a destination the proxy does not know.',
  request_overall_timeout: 'The whole request took longer than its timeout.',
  upstream_response_timeout: 'The service did not answer within the timeout.',
  response_timeout: 'The service did not answer within the timeout.',
  dns_resolution_failure: 'The name of the service could not be resolved.',
  upgrade_failed: 'The route does not allow this kind of upgrade.',
  upstream_per_try_timeout: 'Each try took longer than its timeout.',
  downstream_remote_disconnect: 'The client closed the connection first.',
  downstream_local_disconnect: 'The proxy closed the connection to the client.',
  request_headers_too_large: 'The request’s headers are larger than allowed.',
  request_payload_too_large: 'The request’s body is larger than allowed.',
  response_payload_too_large: 'The answer is larger than allowed.',
  stream_idle_timeout: 'Nothing was sent or received for too long.',
  request_header_timeout: 'The client took too long to send its headers.',
  duration_timeout: 'The request lasted longer than allowed.',
  max_duration_timeout: 'The request lasted longer than allowed.',
  fault_filter_abort: 'A fault rule answered instead of the service.',
  rbac_access_denied: 'An authorization policy denies this request.',
  missing_host_header: 'The request has no Host header.',
  low_version: 'The client speaks a version of HTTP that is not served.',
  overload: 'The proxy is overloaded.',
  internal_redirect: 'The proxy followed a redirect by itself.',
};

const PREFIXES: readonly [string, string][] = [
  ['upstream_reset_before_response_started', 'The connection to the service broke before it answered'],
  [
    'upstream_reset_after_response_started',
    'The connection to the service broke in the middle of the answer',
  ],
  ['http1.', 'The request breaks the rules of HTTP/1.1'],
  ['http2.', 'The request breaks the rules of HTTP/2'],
  ['rbac_access_denied', 'An authorization policy denies this request'],
  ['filter_chain_not_found', 'No listener takes this connection'],
];

/** Envoy's response_code_details in plain words; empty for an answer that came from the service. */
export function explainDetails(details: string | null): string {
  if (details === null || details === '' || details === '-' || details === 'via_upstream') return '';
  const exact = MEANINGS[details];
  if (exact !== undefined) return exact;
  const prefix = PREFIXES.find(([start]) => details.startsWith(start));
  if (prefix === undefined) return '';
  const inner = /[{[](.+)[}\]]$/.exec(details)?.[1] ?? details.slice(prefix[0].length).replace(/^[._]/, '');
  const reason = inner.replaceAll('_', ' ').replaceAll('|', ': ');
  return reason === '' ? `${prefix[1]}.` : `${prefix[1]}: ${reason}.`;
}
