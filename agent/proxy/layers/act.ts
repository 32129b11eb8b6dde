import { chooseDestination } from '../../../lib/mesh/routing/choose-destination';
import { rewritePath } from '../../../lib/mesh/routing/path-rewrite';
import type { ForwardAction, PlannedDestination, RoutePlan } from '../../../lib/mesh/routing/route-plan';
import { fallsInto } from '../../../lib/mesh/traffic/sample-percent';
import type { Session } from '../../../lib/mesh/traffic/session';
import { Header } from '../../http1/header-id';
import { agreeTries } from '../agree-tries';
import { applyHeaderStages } from '../apply-header-stages';
import type { CallerSays } from '../caller-wishes';
import type { Cluster } from '../cluster/cluster';
import type { ClusterSpec } from '../cluster/cluster-spec';
import { composeRedirect } from '../compose-redirect';
import type { ExchangeView } from '../exchange-view';
import { expandOperators } from '../expand-operators';
import type { Layer, LayerVerdict } from '../layer';
import { hashRequest } from '../request-hash';
import type { ProxyRoutes, RoutingTable } from '../routing-table';
import { findSession, offerSession } from '../session';
import { splitAuthority } from '../split-authority';

const HTTP_PORT = 80;

/**
 * Carries out what the route says: answers, or chooses where the request goes and changes it on its way. Callers inside
 * the mesh may ask for other timeouts and retries by Envoy's headers; those outside (`edge`) may not.
 */
export function createActLayer(routing: RoutingTable, callers: CallerSays): Layer {
  return {
    name: 'act',

    onRequest(exchange) {
      const { route } = exchange;
      return route === undefined ? undefined : act(route, exchange, routing.routes, callers);
    },

    onResponse(exchange) {
      const { responseHeaders, responseStages, route } = exchange;
      if (route?.session !== undefined) offerSession(route.session, exchange);
      if (responseHeaders === undefined || responseStages.length === 0) return;
      applyHeaderStages(responseHeaders, responseStages, (value) => expandOperators(value, exchange));
    },
  };
}

function act(
  plan: RoutePlan,
  exchange: ExchangeView,
  routes: ProxyRoutes,
  callers: CallerSays,
): LayerVerdict {
  const { action } = plan;
  switch (action.kind) {
    case 'forward':
      return forward(action, plan, exchange, routes, callers);
    case 'redirect':
      exchange.responseStages = action.responseHeaders;
      return composeRedirect(action, exchange.facts);
    case 'direct-response':
      exchange.responseStages = action.responseHeaders;
      return { code: action.status, flags: '-', details: 'direct_response', body: action.body };
    case 'blocked':
      exchange.record.upstreamCluster = 'BlackHoleCluster';
      return 'blocked';
    case 'not-found':
      return 'route-not-found';
    case 'passthrough':
      return undefined;
  }
}

function forward(
  action: ForwardAction,
  plan: RoutePlan,
  exchange: ExchangeView,
  routes: ProxyRoutes,
  callers: CallerSays,
): LayerVerdict {
  const { record, request, side } = exchange;
  const { destinations } = action;
  const session = plan.session === undefined ? undefined : findSession(plan.session, exchange);
  const destination =
    destinations.length === 1 && destinations[0] !== undefined
      ? destinations[0]
      : (destinationOf(session, destinations) ?? chooseDestination(action, side.random.fraction()));
  exchange.responseStages = destination.responseHeaders;
  if (destination.refusedStatus !== undefined) {
    return { code: destination.refusedStatus, flags: '-', details: 'direct_response', body: '' };
  }
  record.upstreamCluster = destination.cluster;
  const spec = routes.clusters.get(destination.cluster);
  if (spec === undefined) return 'cluster-not-found';
  record.service = spec.service;
  const cluster = spec.reach === undefined ? side.clusters.getCluster(spec) : findAsked(spec, exchange);
  if (cluster === undefined) return 'no-healthy-upstream';
  const { balancing, sessionCookie } = chooseHash(cluster, exchange);
  if (sessionCookie !== undefined) {
    exchange.responseStages = [
      ...exchange.responseStages,
      { remove: [], changes: [{ name: 'set-cookie', value: sessionCookie, mode: 'append' }] },
    ];
  }
  const { retries, timeoutMs } = agreeTries(plan, exchange, callers);
  const mirrors = plan.mirrors.length === 0 ? NOBODY : chooseMirrors(plan, exchange, routes);
  const sessionHost = session?.cluster === destination.cluster ? session.host : undefined;
  exchange.sending = {
    cluster,
    hash: balancing,
    sessionHost,
    retries,
    timeoutMs,
    deadlineMs: undefined,
    mirrors,
  };
  if (action.rewrite !== undefined) rewrite(action.rewrite, exchange);
  if (destination.requestHeaders.length > 0) {
    applyHeaderStages(request.headers, destination.requestHeaders, (value) =>
      expandOperators(value, exchange),
    );
  }
  if (destination.authority !== undefined) {
    request.headers.replace('x-envoy-original-host', record.authority);
    record.authority = destination.authority;
    request.headers.remove('host');
    request.headers.append('host', destination.authority);
  }
  return undefined;
}

/** Where the request itself says it wants to go. */
function findAsked(spec: ClusterSpec, { record, side }: ExchangeView): Cluster | undefined {
  const to = splitAuthority(record.authority, spec.service?.port ?? HTTP_PORT);
  return to === undefined ? undefined : side.clusters.findClusterFor(spec, to);
}

/** A session stays with the destination that it began at, while that has a share. */
function destinationOf(
  session: Session | undefined,
  destinations: ForwardAction['destinations'],
): PlannedDestination | undefined {
  if (session === undefined) return undefined;
  return destinations.find(
    ({ cluster, refusedStatus }) => cluster === session.cluster && refusedStatus === undefined,
  );
}

const NOBODY: readonly Cluster[] = [];

interface ChosenHash {
  readonly balancing: number | undefined;
  readonly sessionCookie: string | undefined;
}

const NO_HASH: ChosenHash = { balancing: undefined, sessionCookie: undefined };

function chooseHash({ spec }: Cluster, exchange: ExchangeView): ChosenHash {
  const { loadBalancing } = spec.policy;
  if (loadBalancing.kind !== 'CONSISTENT_HASH') return NO_HASH;
  const { hash, setCookie } = hashRequest(loadBalancing.key, exchange);
  return { balancing: hash, sessionCookie: setCookie };
}

function chooseMirrors(plan: RoutePlan, exchange: ExchangeView, routes: ProxyRoutes): Cluster[] {
  return plan.mirrors.flatMap(({ destination, percent }) => {
    const spec = routes.clusters.get(destination.cluster);
    if (spec === undefined || !fallsInto(percent, exchange.side.random.fraction())) return [];
    return spec.reach === undefined
      ? [exchange.side.clusters.getCluster(spec)]
      : (findAsked(spec, exchange) ?? []);
  });
}

function rewrite(plan: NonNullable<ForwardAction['rewrite']>, exchange: ExchangeView): void {
  const { facts, record, request } = exchange;
  const { path, query } = facts;
  const rewritten = rewritePath(plan, path);
  exchange.path = query === '' ? rewritten : `${rewritten}?${query}`;
  request.headers.set(Header.originalPath, record.path);
}
