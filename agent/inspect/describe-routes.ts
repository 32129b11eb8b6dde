import { configKey, keyOfReference } from '../../lib/mesh/config/config-object';
import type { RegistrySnapshot } from '../../lib/mesh/registry/service';
import { describeConditions } from '../../lib/mesh/routing/describe-conditions';
import type { RouteAction, RouteOrigin, RoutePlan } from '../../lib/mesh/routing/route-plan';
import type { EgressRoutes, RouteConfig, RouteTable, VirtualHost } from '../../lib/mesh/routing/route-table';
import { PROXY_VIEW_LIMITS, type ProxyView } from '../../lib/protocol/ingest/proxy-view';

type RouteRow = ProxyView['routes'][number];
type Resources = RegistrySnapshot['resources'];

/** Everything a proxy routes by, in the order in which it is tried. */
export function describeRoutes(table: RouteTable, resources: Resources): RouteRow[] {
  const match = createMatchWords(resources);
  const ports = portsOf(table, '');
  const proxies = [...table.httpProxies].flatMap(([port, { routes }]) => portsOf(routes, `proxy ${port}: `));
  const gateways = table.listeners.flatMap(({ chains, name: listener }) =>
    chains.flatMap(({ http }) => (http === undefined ? [] : [{ listener, config: http }])),
  );
  const others = gateways.length > 0 ? [] : [{ listener: '*', config: table.otherPorts }];
  return [...ports, ...others, ...proxies, ...gateways].flatMap(({ config, listener }) =>
    describeConfig(listener, config, match),
  );
}

function portsOf({ httpByPort }: EgressRoutes, prefix: string) {
  return [...httpByPort].map(([port, config]) => ({ listener: `${prefix}${port}`, config }));
}

type MatchWords = (origin: RouteOrigin) => string;

function describeConfig(listener: string, { virtualHosts }: RouteConfig, match: MatchWords): RouteRow[] {
  return virtualHosts.flatMap(({ domains, name: virtualHost, routes }: VirtualHost) =>
    routes.map(({ decision }) => ({
      listener,
      virtualHost,
      domains: domains.slice(0, PROXY_VIEW_LIMITS.values),
      ...describePlan(decision.plan, match),
    })),
  );
}

type PlanFacts = Omit<RouteRow, 'listener' | 'virtualHost' | 'domains'>;

function describePlan(plan: RoutePlan, match: MatchWords): PlanFacts {
  const { action, origin, retries, routeName, timeoutMs } = plan;
  return {
    name: routeName,
    match: origin === undefined ? '' : match(origin),
    rule: origin === undefined ? null : ruleOf(origin),
    destinations: destinationsOf(action),
    answer: describeAnswer(action),
    timeoutMs: timeoutMs ?? null,
    retries: retries?.attempts ?? 0,
    extras: describeExtras(plan),
  };
}

function ruleOf({ path, resource: { kind, name, namespace } }: RouteOrigin): NonNullable<RouteRow['rule']> {
  return { kind, namespace, name, path };
}

function describeExtras({ action, cors, fault, mirrors, session }: RoutePlan): string[] {
  const { abort, delay } = fault ?? {};
  return [
    ...(action.kind === 'forward' && action.rewrite !== undefined ? ['rewrites the path'] : []),
    ...(delay === undefined ? [] : [`delays ${delay.percent} % by ${delay.durationMs} ms`]),
    ...(abort === undefined ? [] : [`aborts ${abort.percent} %`]),
    ...mirrors.map(({ destination, percent }) => `mirrors ${percent} % to ${destination.cluster}`),
    ...(cors === undefined ? [] : ['CORS']),
    ...(session === undefined ? [] : [`keeps sessions by ${session.kind} ${session.name}`]),
  ];
}

function destinationsOf(action: RouteAction): RouteRow['destinations'] {
  if (action.kind !== 'forward') return [];
  return action.destinations
    .slice(0, PROXY_VIEW_LIMITS.values)
    .map(({ cluster, weight }) => ({ cluster, percent: (weight * 100) / action.totalWeight }));
}

function describeAnswer(action: RouteAction): string {
  switch (action.kind) {
    case 'forward':
      return '';
    case 'redirect':
      return `redirect ${action.status}`;
    case 'direct-response':
      return `direct response ${action.status}`;
    default:
      return action.kind;
  }
}

/** The words of a rule's match, found where the rule stands. */
function createMatchWords(resources: Resources): MatchWords {
  const byKey = new Map(resources.map((resource) => [configKey(resource), resource]));
  return ({ matchIndex, resource, ruleIndex }) => {
    if (matchIndex === undefined) return '';
    const { http, rules } = (byKey.get(keyOfReference(resource))?.spec ?? {}) as RuleLists;
    const rule = (resource.kind === 'VirtualService' ? http : rules)?.[ruleIndex];
    return describeConditions((rule?.match ?? rule?.matches)?.[matchIndex] ?? {});
  };
}

interface RuleLists {
  http?: readonly { match?: readonly object[]; matches?: undefined }[];
  rules?: readonly { match?: undefined; matches?: readonly object[] }[];
}
