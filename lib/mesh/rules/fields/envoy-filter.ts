import type { ConfigPatch, EnvoyFilterSpec } from '../../config/kinds/envoy-filter';
import { compilePattern } from '../../pattern/re2';
import { each, type FieldReport } from './field-report';
import { checkSelectorLabels } from './values/labels';

/** The field rules of an EnvoyFilter. */
export function checkEnvoyFilter(spec: EnvoyFilterSpec, report: FieldReport): void {
  const { workloadSelector } = spec;
  if (workloadSelector !== undefined)
    checkSelectorLabels(workloadSelector.labels, 'spec.workloadSelector.labels', report);
  each(spec.configPatches, 'spec.configPatches', (patch, path) => checkPatch(patch, path, report));
}

function checkPatch(
  { applyTo = 'INVALID', match, patch }: ConfigPatch,
  path: string,
  report: FieldReport,
): void {
  const { operation = 'INVALID', value } = patch ?? {};
  if (applyTo === 'INVALID')
    report.error(
      'envoy-filter/no-apply-to',
      `${path}.applyTo`,
      'The patch must say in applyTo what it changes',
    );
  else if (patch === undefined) report.error('envoy-filter/no-patch', `${path}.patch`, 'There is no patch');
  else if (operation === 'INVALID')
    report.error('envoy-filter/no-operation', `${path}.patch.operation`, 'The patch needs an operation');
  else if (operation !== 'REMOVE' && value === undefined) {
    report.error('envoy-filter/no-value', `${path}.patch.value`, `${operation} needs a value`);
  } else if (checkVersion(match?.proxy?.proxyVersion ?? '', `${path}.match.proxy.proxyVersion`, report)) {
    checkMatch(applyTo, match, `${path}.match`, report);
    checkValue(applyTo, value, `${path}.patch.value`, report);
  }
}

function checkVersion(pattern: string, path: string, report: FieldReport): boolean {
  if (pattern === '') return true;
  if (pattern.length > 1024) {
    report.warn(
      'envoy-filter/long-version-pattern',
      path,
      `The pattern has ${pattern.length} characters; more than 1024 will be refused`,
    );
    return true;
  }
  const compiled = compilePattern(pattern);
  if ('error' in compiled)
    report.error(
      'envoy-filter/invalid-version-pattern',
      path,
      `"${pattern}" is no regular expression of RE2: ${compiled.error}`,
    );
  return !('error' in compiled);
}

/** What may be matched on, by what is changed. */
const MATCH_OF: Readonly<Record<string, 'listener' | 'routeConfiguration' | 'cluster'>> = {
  LISTENER: 'listener',
  FILTER_CHAIN: 'listener',
  NETWORK_FILTER: 'listener',
  HTTP_FILTER: 'listener',
  ROUTE_CONFIGURATION: 'routeConfiguration',
  VIRTUAL_HOST: 'routeConfiguration',
  HTTP_ROUTE: 'routeConfiguration',
  CLUSTER: 'cluster',
};

function checkMatch(applyTo: string, match: ConfigPatch['match'], path: string, report: FieldReport): void {
  const wanted = MATCH_OF[applyTo];
  if (match === undefined || wanted === undefined || match.waypoint !== undefined) return;
  const other = (['listener', 'routeConfiguration', 'cluster'] as const).find(
    (name) => name !== wanted && match[name] !== undefined,
  );
  if (other !== undefined && match[wanted] === undefined) {
    report.error(
      'envoy-filter/wrong-match',
      `${path}.${other}`,
      `${applyTo} is found by ${wanted}, not by ${other}`,
    );
  } else if (wanted === 'listener')
    checkFilterMatch(
      applyTo,
      match.listener?.filterChain?.filter,
      `${path}.listener.filterChain.filter`,
      report,
    );
}

const CONNECTION_MANAGERS = [
  'envoy.filters.network.http_connection_manager',
  'envoy.http_connection_manager',
];

type FilterMatch = NonNullable<
  NonNullable<NonNullable<NonNullable<ConfigPatch['match']>['listener']>['filterChain']>['filter']
>;

function checkFilterMatch(
  applyTo: string,
  filter: FilterMatch | undefined,
  path: string,
  report: FieldReport,
): void {
  if (filter === undefined) return;
  const { name = '', subFilter } = filter;
  if (applyTo === 'LISTENER' || applyTo === 'FILTER_CHAIN') {
    report.warn(
      'envoy-filter/filter-match-without-effect',
      path,
      `${applyTo} is not found by filter; the condition has no effect`,
    );
  }
  if (name === '')
    report.error('envoy-filter/filter-without-name', `${path}.name`, 'The filter to match needs a name');
  else if (subFilter !== undefined && applyTo !== 'HTTP_FILTER') {
    report.error(
      'envoy-filter/sub-filter',
      `${path}.subFilter`,
      `Only HTTP_FILTER is found by subFilter, not ${applyTo}`,
    );
  } else if (subFilter !== undefined && !CONNECTION_MANAGERS.includes(name)) {
    report.error(
      'envoy-filter/sub-filter',
      `${path}.name`,
      `HTTP filters are in ${CONNECTION_MANAGERS[0]}, not in "${name}"`,
    );
  } else if (subFilter !== undefined && (subFilter.name ?? '') === '') {
    report.error(
      'envoy-filter/filter-without-name',
      `${path}.subFilter.name`,
      'The HTTP filter to match needs a name',
    );
  } else {
    checkFilterName(name, `${path}.name`, report);
    checkFilterName(subFilter?.name ?? '', `${path}.subFilter.name`, report);
  }
}

/** Names filters had before Envoy's third API. */
const RENAMED: Readonly<Record<string, string>> = {
  'envoy.buffer': 'envoy.filters.http.buffer',
  'envoy.client_ssl_auth': 'envoy.filters.network.client_ssl_auth',
  'envoy.cors': 'envoy.filters.http.cors',
  'envoy.csrf': 'envoy.filters.http.csrf',
  'envoy.echo': 'envoy.filters.network.echo',
  'envoy.ext_authz': 'envoy.filters.http.ext_authz',
  'envoy.fault': 'envoy.filters.http.fault',
  'envoy.grpc_http1_bridge': 'envoy.filters.http.grpc_http1_bridge',
  'envoy.grpc_json_transcoder': 'envoy.filters.http.grpc_json_transcoder',
  'envoy.grpc_web': 'envoy.filters.http.grpc_web',
  'envoy.gzip': 'envoy.filters.http.gzip',
  'envoy.health_check': 'envoy.filters.http.health_check',
  'envoy.http_connection_manager': 'envoy.filters.network.http_connection_manager',
  'envoy.ip_tagging': 'envoy.filters.http.ip_tagging',
  'envoy.listener.http_inspector': 'envoy.filters.listener.http_inspector',
  'envoy.listener.original_dst': 'envoy.filters.listener.original_dst',
  'envoy.listener.original_src': 'envoy.filters.listener.original_src',
  'envoy.listener.proxy_protocol': 'envoy.filters.listener.proxy_protocol',
  'envoy.listener.tls_inspector': 'envoy.filters.listener.tls_inspector',
  'envoy.lua': 'envoy.filters.http.lua',
  'envoy.mongo_proxy': 'envoy.filters.network.mongo_proxy',
  'envoy.ratelimit': 'envoy.filters.network.ratelimit',
  'envoy.rate_limit': 'envoy.filters.http.ratelimit',
  'envoy.redis_proxy': 'envoy.filters.network.redis_proxy',
  'envoy.router': 'envoy.filters.http.router',
  'envoy.squash': 'envoy.filters.http.squash',
  'envoy.tcp_proxy': 'envoy.filters.network.tcp_proxy',
};

function checkFilterName(name: string, path: string, report: FieldReport): void {
  const current = RENAMED[name];
  if (current === undefined) return;
  report.warn('envoy-filter/old-filter-name', path, `Filter "${name}" is called "${current}" now`, {
    title: `Replace "${name}" by "${current}"`,
    edits: [{ path, value: current }],
  });
}

/** Types of Envoy's second API, which proxies no longer know, and filters that name no type at all. */
function checkValue(applyTo: string, value: unknown, path: string, report: FieldReport): void {
  const old = findType(value)?.find(
    (type) => /\.v2(?:alpha\d*)?\./.test(type) || /\.envoy\.api\.v2\./.test(type),
  );
  if (old !== undefined)
    report.error(
      'envoy-filter/old-type',
      path,
      `Type "${old}" belongs to Envoy's second API, which proxies no longer know; use its v3 form`,
    );
  const isFilter = applyTo === 'HTTP_FILTER' || applyTo === 'NETWORK_FILTER';
  if (!isFilter || typeof value !== 'object' || value === null) return;
  const names = ['typed_config', 'typedConfig', 'config_discovery', 'configDiscovery'];
  if (names.every((name) => (value as Record<string, unknown>)[name] === undefined)) {
    report.warn(
      'envoy-filter/filter-without-type',
      path,
      'The filter has no typed_config; proxies no longer find filters by name alone',
    );
  }
}

function findType(value: unknown): string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const own = (value as Record<string, unknown>)['@type'];
  const inner = Object.values(value).flatMap((item) => findType(item) ?? []);
  return typeof own === 'string' ? [own, ...inner] : inner;
}
