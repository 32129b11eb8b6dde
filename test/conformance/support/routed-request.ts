import { composeLocation } from '@/lib/mesh/routing/compose-redirect';
import { findFilterChains, findListener } from '@/lib/mesh/routing/find-filter-chain';
import { findHttpRoute, findRoute } from '@/lib/mesh/routing/find-route';
import type { HeaderStage } from '@/lib/mesh/routing/header-stage';
import { rewritePath } from '@/lib/mesh/routing/path-rewrite';
import type { PlannedDestination, RouteDecision } from '@/lib/mesh/routing/route-plan';
import { type RouteRequest, splitTarget } from '@/lib/mesh/routing/route-request';
import type { RouteTable } from '@/lib/mesh/routing/route-table';
import type { GatewayApiRequest } from './gateway-api-case';

/** What became of a request, as far as routing decides it. */
export interface RoutedRequest {
  status: number;
  /** Names of the services it may have reached. */
  backends: string[];
  namespace: string | undefined;
  path: string;
  host: string;
  requestHeaders: ReadonlyMap<string, string>;
  responseHeaders: ReadonlyMap<string, string>;
  location: string | undefined;
  mirrors: string[];
}

const NOTHING: RoutedRequest = {
  status: 0,
  backends: [],
  namespace: undefined,
  path: '',
  host: '',
  requestHeaders: new Map(),
  responseHeaders: new Map(),
  location: undefined,
  mirrors: [],
};

/** Routes a request of a case at a gateway, or at the sidecar of its client. */
export function routeRequest(table: RouteTable, sent: GatewayApiRequest): RoutedRequest {
  return sent.type === 'tcp' ? routeConnection(table, sent) : routeHttp(table, sent);
}

function routeConnection(table: RouteTable, { gateway, tls, sni = '' }: GatewayApiRequest): RoutedRequest {
  const listener = findListener(table.listeners, gateway?.port ?? 0);
  const [chain] = listener === undefined ? [] : findFilterChains(listener, { isTls: tls, serverName: sni });
  return chain?.tcp === undefined
    ? NOTHING
    : { ...NOTHING, status: 200, ...reached(table, chain.tcp.destinations) };
}

/** The services of some destinations, and the apps behind them: cases name either. */
function reached(
  table: RouteTable,
  destinations: readonly PlannedDestination[],
): Pick<RoutedRequest, 'backends' | 'namespace'> {
  const parts = destinations.map(({ host }) => host.split('.'));
  const apps = destinations.flatMap(({ cluster }) =>
    (table.clusters.get(cluster)?.endpoints ?? []).map(({ labels }) => labels.app ?? ''),
  );
  return { backends: [...parts.map(([name = '']) => name), ...apps], namespace: parts[0]?.[1] };
}

function routeHttp(table: RouteTable, sent: GatewayApiRequest): RoutedRequest {
  const { gateway, request } = sent;
  if (request === undefined) throw new Error(`${sent.id} sends nothing`);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const routed: RouteRequest = {
    method: request.method,
    scheme: request.tls ? 'https' : 'http',
    authority: headers.host ?? request.host ?? 'gateway.invalid',
    ...splitTarget(request.path),
    headers,
  };
  if (gateway === undefined) return outcome(table, findRoute(table, routed, 80), routed);
  const listener = findListener(table.listeners, gateway.port);
  const serverName = request.sni ?? '';
  const [chain] =
    listener === undefined ? [] : findFilterChains(listener, { isTls: request.tls, serverName });
  if (chain?.tcp !== undefined) {
    const { path, authority: host } = routed;
    return { ...NOTHING, status: 200, ...reached(table, chain.tcp.destinations), path, host };
  }
  if (chain?.http === undefined) return NOTHING;
  return outcome(table, findHttpRoute(chain.http, routed), routed);
}

function outcome(table: RouteTable, { plan }: RouteDecision, request: RouteRequest): RoutedRequest {
  const { action } = plan;
  const base = {
    ...NOTHING,
    mirrors: plan.mirrors.map(({ destination }) => destination.host.split('.')[0] ?? ''),
  };
  switch (action.kind) {
    case 'redirect':
      return { ...base, status: action.status, location: composeLocation(action, request) };
    case 'direct-response':
      return { ...base, status: action.status };
    case 'forward': {
      const [first] = action.destinations;
      const path = action.rewrite === undefined ? request.path : rewritePath(action.rewrite, request.path);
      return {
        ...base,
        status: 200,
        ...reached(table, action.destinations),
        path: request.query === '' ? path : `${path}?${request.query}`,
        host: first?.authority ?? request.authority,
        requestHeaders: applyStages(new Map(Object.entries(request.headers)), first?.requestHeaders ?? []),
        responseHeaders: applyStages(new Map(), first?.responseHeaders ?? []),
      };
    }
    default:
      return { ...base, status: action.kind === 'blocked' ? 502 : 404 };
  }
}

function applyStages(
  headers: Map<string, string>,
  stages: readonly HeaderStage[],
): ReadonlyMap<string, string> {
  for (const { remove, changes } of stages) {
    for (const name of remove) headers.delete(name);
    for (const { name, value, mode } of changes) {
      const known = headers.get(name);
      headers.set(name, mode === 'append' && known !== undefined ? `${known},${value}` : value);
    }
  }
  return headers;
}
