import type { RouteAction, RouteOrigin, RoutePlan } from '../../lib/mesh/routing/route-plan';
import type { RouteConfig, RouteTable } from '../../lib/mesh/routing/route-table';

/** The virtual hosts of one port, as `/config_dump` shows them. */
export interface RouteDump {
  /** Port of a sidecar's table, `*` for all others, a listener's name at a gateway. */
  listener: string;
  virtualHosts: {
    name: string;
    domains: readonly string[];
    routes: {
      name: string;
      /** `VirtualService default/reviews spec.http[0]`; empty for a default route. */
      rule: string;
      action: string;
      timeoutMs: number | null;
      retries: number;
    }[];
  }[];
}

/** Everything a proxy routes by, in its order. */
export function describeRoutes(table: RouteTable): RouteDump[] {
  const ports = [...table.httpByPort].map(([port, config]) => describe(String(port), config));
  const gateways = table.listeners.flatMap(({ chains, name }) =>
    chains.flatMap(({ http }) => (http === undefined ? [] : [describe(name, http)])),
  );
  return [...ports, describe('*', table.otherPorts), ...gateways];
}

function describe(listener: string, { virtualHosts }: RouteConfig): RouteDump {
  return {
    listener,
    virtualHosts: virtualHosts.map(({ domains, name, routes }) => ({
      name,
      domains,
      routes: routes.map(({ decision }) => describePlan(decision.plan)),
    })),
  };
}

function describePlan(plan: RoutePlan): RouteDump['virtualHosts'][number]['routes'][number] {
  return {
    name: plan.routeName,
    rule: plan.origin === undefined ? '' : describeOrigin(plan.origin),
    action: describeAction(plan.action),
    timeoutMs: plan.timeoutMs ?? null,
    retries: plan.retries?.attempts ?? 0,
  };
}

function describeOrigin({ path, resource }: RouteOrigin): string {
  return `${resource.kind} ${resource.namespace}/${resource.name} ${path}`;
}

function describeAction(action: RouteAction): string {
  switch (action.kind) {
    case 'forward':
      return action.destinations
        .map(({ cluster, weight }) =>
          action.destinations.length === 1 ? cluster : `${cluster} ${weight}/${action.totalWeight}`,
        )
        .join(', ');
    case 'redirect':
      return `redirect ${action.status}`;
    case 'direct-response':
      return `direct response ${action.status}`;
    default:
      return action.kind;
  }
}
