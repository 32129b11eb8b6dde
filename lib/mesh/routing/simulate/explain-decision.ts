import { findVirtualHost } from '../find-virtual-host';
import type { PlannedDestination, RouteDecision, RouteOrigin, RoutePlan } from '../route-plan';
import type { RouteRequest } from '../route-request';
import type { RouteConfig, RouteTable } from '../route-table';
import type { RoutingMesh } from '../routing-mesh';
import { formatMs, isWithoutEndpoints, knowsWorkloads } from './describe-answer';

/** How a decision came about, in plain sentences in the order of the proxy's own steps. */
export function explainDecision(
  mesh: RoutingMesh,
  table: RouteTable,
  config: RouteConfig,
  decision: RouteDecision,
  request: RouteRequest,
): string[] {
  return [
    ...explainVirtualHost(mesh, config, decision, request),
    ...explainRules(config, decision, request),
    ...explainAction(decision.plan, table),
    ...explainExtras(decision.plan),
  ];
}

function explainVirtualHost(
  mesh: RoutingMesh,
  config: RouteConfig,
  { virtualHost }: RouteDecision,
  { authority }: RouteRequest,
): string[] {
  if (virtualHost === '') return [`No virtual host takes ${authority}.`];
  const host = findVirtualHost(config, authority);
  if (host === undefined || host === config.any) return [];
  const named = host.name.replace(/:\d+$/, '');
  const origins = new Set(host.routes.flatMap(({ decision }) => nameOf(decision.plan.origin)));
  const others = mesh.virtualServices
    .filter(({ hosts, gateways }) => hosts.includes(named) && gateways.includes('mesh'))
    .map(({ resource }) => `VirtualService ${resource.metadata.namespace}/${resource.metadata.name}`)
    .filter((name) => !origins.has(name));
  const ignored = config.name.startsWith('http.') || origins.size === 0 ? [] : others;
  return [
    `${authority} is ${named}.`,
    ...(origins.size === 0 ? ['No rule names that host: its default route applies.'] : []),
    ...ignored.map((name) => `${name} names that host too, but another VirtualService had it first.`),
  ];
}

function nameOf(origin: RouteOrigin | undefined): string[] {
  if (origin === undefined) return [];
  const { kind, namespace, name } = origin.resource;
  return [`${kind} ${namespace}/${name}`];
}

function describeOrigin(origin: RouteOrigin): string {
  const list = origin.path.includes('rules') ? 'matches' : 'match';
  const match = origin.matchIndex === undefined ? '' : `.${list}[${origin.matchIndex}]`;
  return `${nameOf(origin)[0]} ${origin.path.replace('spec.', '')}${match}`;
}

/** Why the rules before the one that matched did not. */
function explainRules(config: RouteConfig, decision: RouteDecision, request: RouteRequest): string[] {
  const host = findVirtualHost(config, request.authority);
  const lines: string[] = [];
  for (const { mismatch, decision: candidate } of host?.routes ?? []) {
    const { origin } = candidate.plan;
    if (candidate === decision) {
      if (origin !== undefined) lines.push(`${describeOrigin(origin)} takes the request.`);
      return lines;
    }
    const why = mismatch?.(request);
    if (origin !== undefined && why !== undefined)
      lines.push(`${describeOrigin(origin)} does not take it: ${why}.`);
  }
  return lines;
}

function explainAction({ action }: RoutePlan, table: RouteTable): string[] {
  switch (action.kind) {
    case 'not-found':
      return [
        'Nothing takes the request: it is answered with 404 (NR), it does not fall through to the service.',
      ];
    case 'passthrough':
      return ['The mesh does not know the host; it may be called as it is (ALLOW_ANY).'];
    case 'blocked':
      return ['The mesh does not know the host, and only known ones may be called (REGISTRY_ONLY): 502.'];
    case 'redirect':
      return [`The answer is a redirect with ${action.status}; no service is called.`];
    case 'direct-response':
      return [`The answer is ${action.status} from the proxy itself; no service is called.`];
    default:
      return action.destinations.map((destination) =>
        explainDestination(destination, action.totalWeight, table),
      );
  }
}

function explainDestination(destination: PlannedDestination, totalWeight: number, table: RouteTable): string {
  const { host, subset, port, weight, cluster, refusedStatus } = destination;
  const share = Math.round((weight / totalWeight) * 10_000) / 100;
  const target = `${host}${subset === '' ? '' : ` subset ${subset}`} port ${port}`;
  const start = share === 100 ? `All requests go to ${target}` : `${share} % of the requests go to ${target}`;
  if (refusedStatus !== undefined) {
    return `${share} % of the requests are answered with ${refusedStatus}: ${host} cannot be referred to.`;
  }
  const plan = table.clusters.get(cluster);
  if (plan === undefined) {
    const what = subset === '' ? 'no such service and port' : 'no DestinationRule that defines this subset';
    return `${start}, but there is ${what}: 503 (NC).`;
  }
  if (plan.service.resolution !== 'STATIC' || !knowsWorkloads(table)) return `${start}.`;
  if (isWithoutEndpoints(plan)) return `${start}, which has no endpoints: 503 (UH).`;
  return `${start}: ${plan.endpoints.length} ${plan.endpoints.length === 1 ? 'endpoint' : 'endpoints'}.`;
}

function explainExtras({ action, timeoutMs, retries, fault, mirrors }: RoutePlan): string[] {
  if (action.kind !== 'forward') return [];
  const lines: string[] = [];
  if (fault?.delay !== undefined) {
    lines.push(
      `${fault.delay.percent} % are delayed by ${formatMs(fault.delay.durationMs)} before anything else.`,
    );
  }
  if (fault?.abort !== undefined) {
    const { httpStatus, grpcStatus, percent } = fault.abort;
    lines.push(`${percent} % are aborted with ${httpStatus ?? `gRPC status ${grpcStatus}`} (FI).`);
  }
  if (timeoutMs !== undefined) lines.push(`All tries together may take ${formatMs(timeoutMs)}.`);
  if (retries !== undefined) {
    lines.push(
      `A failed try is repeated up to ${retries.attempts} times, on ${[...retries.conditions].join(', ')}.`,
    );
  }
  for (const { destination, percent } of mirrors) {
    lines.push(`${percent} % are copied to ${destination.host} port ${destination.port}.`);
  }
  return lines;
}
