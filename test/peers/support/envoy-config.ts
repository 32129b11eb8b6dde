/** JSON of Envoy's configuration; written by hand here, so that it depends on nothing of ours. */
export type Json = { readonly [name: string]: unknown };

const EXTENSIONS = 'type.googleapis.com/envoy.extensions';

/** What one listener of Envoy does with requests. */
export interface EnvoySide {
  /** Envoy's routes, the first match wins. */
  readonly routes: readonly Json[];
  /** HTTP filters before the router, the CORS and fault filters already among them. */
  readonly filters?: readonly Json[];
  /** Fields of the connection manager that differ from those below. */
  readonly manager?: Json;
  /** Istio's inbound proxies call themselves otherwise and count no attempts. */
  readonly isInbound?: boolean;
}

export const filter = (name: string, type: string, config: Json): Json => ({
  name: `envoy.filters.http.${name}`,
  typed_config: { '@type': `${EXTENSIONS}.filters.http.${type}`, ...config },
});

export const perRoute = (name: string, type: string, config: Json): Json => ({
  [`envoy.filters.http.${name}`]: { '@type': `${EXTENSIONS}.filters.http.${type}`, ...config },
});

/** What Istio gives routes that no rule says more of. */
export const ISTIO_RETRIES: Json = {
  retry_on: 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes',
  num_retries: 2,
};

/** A route that forwards, with Istio's defaults. */
export const forward = (match: Json, action: Json = {}, more: Json = {}): Json => ({
  match,
  route: { cluster: 'app', timeout: '0s', retry_policy: ISTIO_RETRIES, ...action },
  ...more,
});

export const answer = (match: Json, body: string): Json => ({
  match,
  direct_response: { status: 200, body: { inline_string: body } },
});

export const redirect = (match: Json, action: Json): Json => ({ match, redirect: action });

/** A whole bootstrap: a listener a case, one upstream that works and one where nobody listens. */
export function bootstrap(
  sides: readonly EnvoySide[],
  ports: readonly number[],
  upstreams: { app: number; nobody: number },
  logPath: string,
): Json {
  const cluster = (name: string, port: number, more: Json = {}): Json => ({
    name,
    type: 'STATIC',
    connect_timeout: '1s',
    load_assignment: {
      cluster_name: name,
      endpoints: port === 0 ? [] : [{ lb_endpoints: [endpoint(port)] }],
    },
    ...more,
  });
  return {
    static_resources: {
      listeners: sides.map((side, at) => listener(side, at, ports[at] ?? 0, logPath)),
      clusters: [
        cluster('app', upstreams.app),
        cluster('app-v2', upstreams.app),
        cluster('nobody', upstreams.nobody),
        cluster('empty', 0),
      ],
    },
    layered_runtime: {
      layers: [
        { name: 'static', static_layer: { 'envoy.reloadable_features.no_extension_lookup_by_name': true } },
      ],
    },
  };
}

const endpoint = (port: number): Json => ({ endpoint: { address: addressOf(port) } });
const addressOf = (port: number): Json => ({ socket_address: { address: '127.0.0.1', port_value: port } });

function listener(
  { filters = [], isInbound = false, manager = {}, routes }: EnvoySide,
  at: number,
  port: number,
  path: string,
): Json {
  const format = {
    listener: String(at),
    status: '%RESPONSE_CODE%',
    flags: '%RESPONSE_FLAGS%',
    details: '%RESPONSE_CODE_DETAILS%',
  };
  const log = {
    name: 'file',
    typed_config: {
      '@type': `${EXTENSIONS}.access_loggers.file.v3.FileAccessLog`,
      path,
      log_format: { json_format: format },
    },
  };
  const connections = {
    '@type': `${EXTENSIONS}.filters.network.http_connection_manager.v3.HttpConnectionManager`,
    stat_prefix: `case_${at}`,
    server_name: isInbound ? 'istio-envoy' : 'envoy',
    generate_request_id: true,
    normalize_path: true,
    stream_idle_timeout: '0s',
    delayed_close_timeout: '0s',
    access_log: [log],
    route_config: {
      virtual_hosts: [{ name: 'all', domains: ['*'], include_request_attempt_count: !isInbound, routes }],
    },
    http_filters: [
      filter('fault', 'fault.v3.HTTPFault', {}),
      filter('cors', 'cors.v3.Cors', {}),
      ...filters,
      filter('router', 'router.v3.Router', {}),
    ],
    ...manager,
  };
  return {
    name: `case-${at}`,
    address: addressOf(port),
    filter_chains: [{ filters: [{ name: 'http', typed_config: connections }] }],
  };
}
