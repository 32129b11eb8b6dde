import type { ClusterPlan } from '../cluster-plan';
import { composeLocation } from '../compose-redirect';
import type { HeaderStage } from '../header-stage';
import { rewritePath } from '../path-rewrite';
import type { FaultPlan, ForwardAction, PlannedDestination, RouteDecision, RoutePlan } from '../route-plan';
import type { RouteRequest } from '../route-request';
import type { RouteTable } from '../route-table';
import type { RouteAnswer, SimulatedDestination, SimulatedHeaders } from './simulated-request';

/** Writes a decision as the command's JSON. */
export function describeAnswer(
  table: RouteTable,
  { plan }: RouteDecision,
  request: RouteRequest,
  explain: string[],
): RouteAnswer {
  const { action } = plan;
  const forward = action.kind === 'forward' ? action : undefined;
  const response = responseOf(table, plan);
  return {
    matched: matchedOf(plan),
    destinations: (forward?.destinations ?? []).map(destinationOf),
    rewrite: forward === undefined ? null : rewriteOf(forward, request),
    redirect:
      action.kind === 'redirect' ? { code: action.status, location: composeLocation(action, request) } : null,
    directResponse:
      action.kind === 'direct-response'
        ? {
            status: action.status,
            body: typeof action.body === 'string' ? action.body : new TextDecoder().decode(action.body),
          }
        : null,
    timeout: plan.timeoutMs === undefined ? null : formatMs(plan.timeoutMs),
    retries: forward === undefined ? null : retriesOf(plan),
    fault: plan.fault === undefined ? null : faultOf(plan.fault),
    mirrors: plan.mirrors.map(({ destination: { host, subset, port: to }, percent }) => ({
      host,
      subset,
      port: to,
      percentage: percent,
    })),
    headers: headersOf(plan),
    ...(response === undefined ? {} : { response }),
    explain,
  };
}

function matchedOf({ origin, routeName }: RoutePlan): RouteAnswer['matched'] {
  if (origin === undefined) return null;
  const { resource, path, matchIndex } = origin;
  const place =
    matchIndex === undefined
      ? path
      : `${path}.${path.includes('rules') ? 'matches' : 'match'}[${matchIndex}]`;
  return { resource, route: routeName === '' ? path.replace('spec.', '') : routeName, path: place };
}

function destinationOf({ host, subset, port, weight }: PlannedDestination): SimulatedDestination {
  return { host, subset, port, weight };
}

function rewriteOf({ rewrite, destinations }: ForwardAction, request: RouteRequest): RouteAnswer['rewrite'] {
  const authority = destinations.find((one) => one.authority !== undefined)?.authority;
  if (rewrite === undefined && authority === undefined) return null;
  return {
    ...(rewrite === undefined ? {} : { path: rewritePath(rewrite, request.path) }),
    ...(authority === undefined ? {} : { authority }),
  };
}

function retriesOf({ retries }: RoutePlan): RouteAnswer['retries'] {
  if (retries === undefined) return null;
  const { attempts, perTryTimeoutMs, conditions, statusCodes } = retries;
  return {
    attempts,
    perTryTimeout: perTryTimeoutMs === undefined ? null : formatMs(perTryTimeoutMs),
    retryOn: [...conditions, ...statusCodes].join(','),
  };
}

function faultOf({ delay, abort }: FaultPlan): RouteAnswer['fault'] {
  return {
    delay: delay === undefined ? null : { fixedDelay: formatMs(delay.durationMs), percentage: delay.percent },
    abort:
      abort === undefined
        ? null
        : {
            httpStatus: abort.httpStatus ?? null,
            grpcStatus: abort.grpcStatus ?? null,
            percentage: abort.percent,
          },
  };
}

/** The operations that happen whichever destination is drawn; those of one destination count when it is the only one. */
function headersOf({ action }: RoutePlan): RouteAnswer['headers'] {
  if (action.kind === 'forward') {
    const [first, ...others] = action.destinations;
    const isShared = (stage: HeaderStage, side: 'requestHeaders' | 'responseHeaders'): boolean =>
      others.every((other) => other[side].some((one) => JSON.stringify(one) === JSON.stringify(stage)));
    const shared = (side: 'requestHeaders' | 'responseHeaders'): HeaderStage[] =>
      (first?.[side] ?? []).filter((stage) => isShared(stage, side));
    return { request: collect(shared('requestHeaders')), response: collect(shared('responseHeaders')) };
  }
  const response = 'responseHeaders' in action ? action.responseHeaders : [];
  return { request: collect([]), response: collect(response) };
}

function collect(stages: readonly HeaderStage[]): SimulatedHeaders {
  const changes = stages.flatMap((stage) => stage.changes);
  const pairs = (mode: string) =>
    Object.fromEntries(
      changes.filter((change) => change.mode === mode).map(({ name, value }) => [name, value]),
    );
  return {
    set: pairs('overwrite'),
    add: pairs('append'),
    remove: stages.flatMap(({ remove }) => remove),
  };
}

/** What the proxy answers itself: for certain, not by chance. */
function responseOf(table: RouteTable, { action, fault }: RoutePlan): RouteAnswer['response'] {
  if (fault?.abort !== undefined && fault.abort.percent >= 100) {
    return { code: fault.abort.httpStatus ?? 200, flags: 'FI' };
  }
  switch (action.kind) {
    case 'not-found':
      return { code: 404, flags: 'NR' };
    case 'blocked':
      return { code: 502, flags: '-' };
    case 'redirect':
    case 'direct-response':
      return { code: action.status, flags: '-' };
    case 'passthrough':
      return undefined;
    default:
      return unavailable(table, action);
  }
}

/** One answer for all destinations: none of them exists, or none has an endpoint. */
function unavailable(table: RouteTable, { destinations }: ForwardAction): RouteAnswer['response'] {
  const answers = destinations.map(({ cluster, refusedStatus }) => {
    if (refusedStatus !== undefined) return { code: refusedStatus, flags: '-' };
    const plan = table.clusters.get(cluster);
    if (plan === undefined) return { code: 503, flags: 'NC' };
    return isWithoutEndpoints(plan) && knowsWorkloads(table) ? { code: 503, flags: 'UH' } : undefined;
  });
  const [first] = answers;
  return first !== undefined && answers.every((one) => one?.code === first.code && one.flags === first.flags)
    ? first
    : undefined;
}

/** Whether a cluster would have endpoints in the configuration if anything ran there. */
export function isWithoutEndpoints({ endpoints, service }: ClusterPlan): boolean {
  return endpoints.length === 0 && service.resolution === 'STATIC';
}

/** A configuration without any workload says nothing about what runs. */
export function knowsWorkloads({ clusters }: RouteTable): boolean {
  for (const { endpoints, service } of clusters.values()) {
    if (endpoints.length > 0 && service.source === 'Service') return true;
  }
  return false;
}

/** `1500` is `1.5s`, `250` is `250ms`. */
export function formatMs(ms: number): string {
  return ms >= 1000 ? `${ms / 1000}s` : `${ms}ms`;
}
