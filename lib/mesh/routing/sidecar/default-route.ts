import { clusterName } from '../cluster-plan';
import type { CompileContext, PlannedRoute } from '../compile-context';
import { barePlan, type PlannedDestination } from '../route-plan';
import type { RoutedService, ServicePort } from '../routed-service';

/** What happens to requests for a service that no rule speaks of. */
export function defaultRoute(
  service: RoutedService,
  port: ServicePort,
  { defaultRetries: retries }: Pick<CompileContext, 'defaultRetries'>,
): PlannedRoute {
  const action = {
    kind: 'forward' as const,
    destinations: [wholeService(service.host, '', port.number)],
    totalWeight: 100,
    rewrite: undefined,
  };
  return {
    test: undefined,
    mismatch: undefined,
    plan: { ...barePlan(action, 'default'), retries },
  };
}

/** A destination that nothing is changed for. */
export function wholeService(host: string, subset: string, port: number): PlannedDestination {
  return {
    host,
    subset,
    port,
    weight: 100,
    cluster: clusterName(host, subset, port),
    authority: undefined,
    requestHeaders: [],
    responseHeaders: [],
    refusedStatus: undefined,
  };
}
