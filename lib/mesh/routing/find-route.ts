import { findVirtualHost } from './find-virtual-host';
import { barePlan, type RouteDecision } from './route-plan';
import type { RouteRequest } from './route-request';
import type { RouteConfig, RouteTable } from './route-table';

/** What happens to a request for a host that no virtual host answers for: 404 NR. */
const NO_VIRTUAL_HOST: RouteDecision = { virtualHost: '', plan: barePlan({ kind: 'not-found' }, '') };

/** Decides about a request that a sidecar sends on to `port`. */
export function findRoute(table: RouteTable, request: RouteRequest, port: number): RouteDecision {
  return findHttpRoute(table.httpByPort.get(port) ?? table.otherPorts, request);
}

/** Decides about a request by the virtual hosts of one port: the first route that takes it wins. */
export function findHttpRoute(config: RouteConfig, request: RouteRequest): RouteDecision {
  const virtualHost = findVirtualHost(config, request.authority);
  if (virtualHost === undefined) return NO_VIRTUAL_HOST;
  for (const { test, decision } of virtualHost.routes) {
    if (test === undefined || test(request)) return decision;
  }
  return virtualHost.notFound;
}
