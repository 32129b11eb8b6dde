import type { PolicyWorkload } from '../access/selects-workload';
import type { ResourceReference } from '../config/resource';
import type { ClusterPlan } from '../routing/cluster-plan';
import { findFilterChains, findListener } from '../routing/find-filter-chain';
import { findImpliedPort } from '../routing/find-implied-port';
import type { ForwardAction, RoutePlan } from '../routing/route-plan';
import { type RouteRequest, splitTarget } from '../routing/route-request';
import type { RouteConfig, RouteTable } from '../routing/route-table';
import type { RoutedEndpoint } from '../routing/routed-service';
import { judgeAccess } from './judge-access';
import { type PossibleRoute, possibleRoutes } from './possible-routes';
import type { RecordedRequest } from './recorded-request';
import { type Fate, type FateTarget, mergeFates, type Spread, targetKey } from './spread';
import type { UnseenFields } from './unseen-fields';
import type { WhatIfMesh } from './whatif-mesh';

/** What routing may decide about a request; undefined where the proxy's own options decide. */
export function routesOf(
  mesh: WhatIfMesh,
  request: RecordedRequest,
  unseen: UnseenFields,
): PossibleRoute[] | undefined {
  const { proxy } = request.caller;
  if (proxy === undefined) return undefined;
  const table = mesh.tableOf(proxy);
  const config = proxy.kind === 'gateway' ? gatewayConfig(table, request) : sidecarConfig(table, request);
  if (config === undefined) return undefined;
  return possibleRoutes(config, routeRequestOf(request, unseen), unseen, mesh.resources);
}

function sidecarConfig(table: RouteTable, { authority }: RecordedRequest): RouteConfig {
  const named = /:(\d+)$/.exec(authority)?.[1];
  const port = named === undefined || named === '80' ? findImpliedPort(table, authority) : Number(named);
  return table.httpByPort.get(port) ?? table.otherPorts;
}

function gatewayConfig({ listeners }: RouteTable, request: RecordedRequest): RouteConfig | undefined {
  const listener = findListener(listeners, request.localPort);
  if (listener === undefined) return undefined;
  return findFilterChains(listener, { isTls: false, serverName: '' })[0]?.http;
}

function routeRequestOf(request: RecordedRequest, unseen: UnseenFields): RouteRequest {
  const { path, query } = splitTarget(request.path);
  return {
    method: request.method,
    scheme: 'http',
    authority: request.authority,
    path,
    query,
    headers: unseen.headers(request.headers),
    get claims() {
      return unseen.claims() ?? {};
    },
  };
}

/** What becomes of a request whose route is decided. */
export function fatesOf(
  mesh: WhatIfMesh,
  request: RecordedRequest,
  plan: RoutePlan,
  unseen: UnseenFields,
): Spread {
  const abortShare = (plan.fault?.abort?.percent ?? 0) / 100;
  const rule = ruleName(plan);
  const by = plan.origin?.resource;
  const fates = actionFates(mesh, request, plan, unseen).map((fate) => ({
    ...fate,
    share: fate.share * (1 - abortShare),
  }));
  const status = plan.fault?.abort?.httpStatus ?? plan.fault?.abort?.grpcStatus ?? '';
  return mergeFates([...fates, fateOf('aborted', `${status}`, `${rule} injects an abort`, abortShare, by)]);
}

function actionFates(
  mesh: WhatIfMesh,
  request: RecordedRequest,
  plan: RoutePlan,
  unseen: UnseenFields,
): Fate[] {
  const { action } = plan;
  const by = plan.origin?.resource;
  const rule = ruleName(plan);
  switch (action.kind) {
    case 'forward':
      return action.destinations.flatMap((destination) =>
        destinationFates(mesh, request, plan, action, destination, unseen),
      );
    case 'redirect': {
      const to = JSON.stringify([action.status, action.scheme, action.host, action.port, action.rewrite]);
      return [fateOf('redirected', to, `${rule} redirects it (${action.status})`, 1, by)];
    }
    case 'direct-response':
      return [fateOf('answered', `${action.status}`, `${rule} answers it with ${action.status}`, 1, by)];
    case 'blocked':
      return [fateOf('blocked', request.authority, 'no service is known by its host', 1, by)];
    case 'not-found':
      return [fateOf('unmatched', '', `no route takes it (404 NR)`, 1, by)];
    case 'passthrough':
      return [fateOf('passed-on', request.authority, 'its host is none of the mesh', 1, by)];
  }
}

function destinationFates(
  mesh: WhatIfMesh,
  request: RecordedRequest,
  plan: RoutePlan,
  { totalWeight }: ForwardAction,
  destination: ForwardAction['destinations'][number],
  unseen: UnseenFields,
): Fate[] {
  const share = destination.weight / totalWeight;
  const by = plan.origin?.resource;
  const { proxy } = request.caller;
  if (share === 0 || proxy === undefined) return [];
  if (destination.refusedStatus !== undefined) {
    const reason = `${ruleName(plan)} refers to what does not exist`;
    return [fateOf('unavailable', `${destination.refusedStatus}`, reason, share, by)];
  }
  const cluster = mesh.tableOf(proxy).clusters.get(destination.cluster);
  const name = `${destination.host}${destination.subset === '' ? '' : ` subset ${destination.subset}`}`;
  if (cluster === undefined) return [fateOf('unavailable', name, `${name} is not known (503 NC)`, share, by)];
  const { endpoints, service, port, policy } = cluster;
  if (endpoints.length === 0) {
    if (service.resolution !== 'STATIC' || service.location === 'MESH_EXTERNAL') {
      const target = { host: service.host, namespace: service.namespace, workload: '', version: '' };
      return [{ ...fateOf('served', targetKey(target), ruleName(plan), share, by), target }];
    }
    return [fateOf('unavailable', name, `${name} has no endpoint (503 UH)`, share, by)];
  }
  const { groups, total } = groupsOf(cluster);
  return groups.map(({ target, endpoint, workload, weight }): Fate => {
    const place = {
      workload,
      port: port.number,
      agentId: endpoint.agentId,
      tlsMode: policy.tls.mode === 'auto' ? undefined : policy.tls.mode,
    };
    const fate = {
      ...fateOf('served', targetKey(target), ruleName(plan), (share * weight) / total, by),
      target,
    };
    if (endpoint.workload === undefined) return cutByTimeout(fate, request, plan);
    return enter(mesh, request, fate, place, plan, unseen);
  });
}

function enter(
  mesh: WhatIfMesh,
  request: RecordedRequest,
  fate: Fate,
  place: Parameters<typeof judgeAccess>[2],
  plan: RoutePlan,
  unseen: UnseenFields,
): Fate {
  const verdict = judgeAccess(mesh, request, place, unseen);
  if (verdict.outcome === 'allowed') return cutByTimeout(fate, request, plan);
  const { reason, by, outcome } = verdict;
  if (outcome === 'denied') return { ...fate, key: `denied ${fate.key}`, kind: 'denied', reason, by };
  const { signature } = mesh.securityOf(place.workload);
  return { ...fate, key: `unknown ${fate.key} ${signature}`, kind: 'unknown', reason, by };
}

/** What took longer than the rule's timeout would be cut off; a request that was cut off itself says nothing of more. */
function cutByTimeout(fate: Fate, { durationMs, flags }: RecordedRequest, { timeoutMs }: RoutePlan): Fate {
  const wasCut = flags.split(',').includes('UT');
  if (timeoutMs !== undefined && durationMs >= timeoutMs) {
    const reason = `it took ${Math.round(durationMs)} ms and the timeout is ${timeoutMs} ms`;
    return { ...fate, key: `timed-out ${fate.key}`, kind: 'timed-out', reason };
  }
  if (!wasCut) return fate;
  const reason = `it was cut off after ${Math.round(durationMs)} ms: how long it would have taken is not known`;
  return { ...fate, key: `cut ${fate.key}`, kind: 'unknown', reason };
}

const GROUPS = new WeakMap<ClusterPlan, ClusterGroups>();

interface ClusterGroups {
  groups: readonly EndpointGroup[];
  total: number;
}

/** Worked out once a cluster: thousands of requests go to each. */
function groupsOf(cluster: ClusterPlan): ClusterGroups {
  const known = GROUPS.get(cluster);
  if (known !== undefined) return known;
  const { service, endpoints } = cluster;
  const groups = groupEndpoints(service.host, service.namespace, endpoints);
  const made = { groups, total: groups.reduce((sum, { weight }) => sum + weight, 0) };
  GROUPS.set(cluster, made);
  return made;
}

interface EndpointGroup {
  target: FateTarget;
  workload: PolicyWorkload;
  endpoint: RoutedEndpoint;
  weight: number;
}

/** Endpoints of one workload are as good as one another. */
function groupEndpoints(
  host: string,
  namespace: string,
  endpoints: readonly RoutedEndpoint[],
): EndpointGroup[] {
  const groups = new Map<string, EndpointGroup>();
  for (const endpoint of endpoints) {
    const { workload } = endpoint;
    const target = {
      host,
      namespace: workload?.namespace ?? namespace,
      workload: workload?.workload ?? endpoint.address,
      version: workload?.canonicalRevision ?? endpoint.labels.version ?? '',
    };
    const known = groups.get(targetKey(target));
    const weight = Math.max(1, endpoint.weight);
    const place = { namespace: target.namespace, labels: endpoint.labels };
    if (known === undefined) groups.set(targetKey(target), { target, workload: place, endpoint, weight });
    else known.weight += weight;
  }
  return [...groups.values()];
}

/** `VirtualService bookinfo/reviews, spec.http[0]`, or that there is none. */
export function ruleName({ origin }: RoutePlan): string {
  return origin === undefined ? 'no rule' : `${nameOf(origin.resource)}, ${origin.path}`;
}

function nameOf({ kind, namespace, name }: ResourceReference): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** A fate without a target. */
export function fateOf(
  kind: Fate['kind'],
  detail: string,
  reason: string,
  share: number,
  by: ResourceReference | undefined,
): Fate {
  return { key: `${kind} ${detail}`, kind, share, target: undefined, reason, by };
}
