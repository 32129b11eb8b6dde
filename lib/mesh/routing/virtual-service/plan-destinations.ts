import { resolveHost } from '../../config/host-name';
import type { Destination, HttpRoute, RouteDestination } from '../../config/kinds/virtual-service';
import { clusterName } from '../cluster-plan';
import type { CompileContext } from '../compile-context';
import type { PlannedDestination } from '../route-plan';
import { joinStages, keepFilled, planHeaders } from './plan-headers';

/** A destination as a rule names it, its host made full and its port inferred. */
export function planDestination(
  destination: Destination | undefined,
  weight: number,
  namespace: string,
  { findService, port: listenerPort, hostDomain }: CompileContext,
): PlannedDestination {
  const host = resolveHost(destination?.host ?? '', namespace, hostDomain).toLowerCase();
  const subset = destination?.subset ?? '';
  const port = destination?.port?.number ?? onlyPort(host, findService) ?? listenerPort;
  return {
    host,
    subset,
    port,
    weight,
    cluster: clusterName(host, subset, port),
    authority: undefined,
    requestHeaders: [],
    responseHeaders: [],
    refusedStatus: undefined,
  };
}

function onlyPort(host: string, findService: CompileContext['findService']): number | undefined {
  const ports = findService(host)?.ports ?? [];
  return ports.length === 1 ? ports[0]?.number : undefined;
}

/**
 * The destinations of a rule with all their header operations. One destination takes everything, whatever its weight, and
 * its operations follow those of the rule; of several, those without weight get nothing, and the operations of the rule
 * come last and win, as Envoy has it for weighted clusters.
 */
export function planDestinations(
  route: HttpRoute,
  namespace: string,
  context: CompileContext,
): PlannedDestination[] {
  const written = route.route ?? [];
  const used = written.length === 1 ? written : written.filter(({ weight = 0 }) => weight > 0);
  return used.map((one) => withHeaders(one, route, written.length === 1, namespace, context));
}

function withHeaders(
  { destination, weight = 0, headers }: RouteDestination,
  route: HttpRoute,
  isOnly: boolean,
  namespace: string,
  context: CompileContext,
): PlannedDestination {
  const planned = planDestination(destination, isOnly ? 100 : weight, namespace, context);
  const { rewrite } = route;
  if (headers === undefined && route.headers === undefined && rewrite === undefined) return planned;
  const ruleRequest = planHeaders(route.headers?.request);
  const ownRequest = planHeaders(headers?.request);
  const ruleResponse = planHeaders(route.headers?.response).stage;
  const ownResponse = planHeaders(headers?.response).stage;
  return {
    ...planned,
    authority: rewrite?.authority || ruleRequest.authority || ownRequest.authority,
    requestHeaders: isOnly
      ? joinStages(ruleRequest.stage, ownRequest.stage)
      : keepFilled([ownRequest.stage, ruleRequest.stage]),
    responseHeaders: isOnly ? joinStages(ruleResponse, ownResponse) : keepFilled([ownResponse, ruleResponse]),
  };
}
