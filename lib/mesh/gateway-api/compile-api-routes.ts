import type { GrpcRouteSpec } from '../config/kinds/grpc-route';
import type { HttpRouteSpec } from '../config/kinds/http-route';
import type { ConfigResource } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import type { CompileContext, PlannedRoute } from '../routing/compile-context';
import type { RouteRequest } from '../routing/route-request';
import { compareAge } from './compare-age';
import {
  type ApiMatch,
  compileGrpcRouteMatch,
  compileHttpRouteMatch,
  type GrpcRouteMatch,
  type HttpRouteMatch,
} from './compile-match';
import { type ApiRule, planApiRule } from './plan-api-rule';

/** A route of the Gateway API that speaks of HTTP requests. */
export type ApiRoute = ConfigResource<HttpRouteSpec> | ConfigResource<GrpcRouteSpec>;

interface RankedRoute {
  planned: PlannedRoute;
  rank: readonly number[];
  route: ApiRoute;
  order: number;
}

/**
 * The matches of all rules of some routes for one host, in the Gateway API's order: exact path before longer prefix
 * before pattern, then method, number of headers, number of query parameters, then the older route.
 */
export function compileApiRoutes(
  routes: readonly ApiRoute[],
  resources: ResourceSet,
  context: CompileContext,
): PlannedRoute[] {
  return routes
    .flatMap((route) => rankRoutes(route, resources, context))
    .sort(compareRanked)
    .map(({ planned }) => planned);
}

function rankRoutes(route: ApiRoute, resources: ResourceSet, context: CompileContext): RankedRoute[] {
  const rules = (route.spec.rules ?? []) as readonly ApiRule[];
  return rules.flatMap((rule, ruleIndex) =>
    matchesOf(route, rule).map((match, index) => ({
      planned: toPlanned(match, {
        route,
        rule,
        ruleIndex,
        matchIndex: rule.matches === undefined || rule.matches.length === 0 ? undefined : index,
        prefix: match.prefix,
        resources,
        context,
      }),
      rank: match.rank,
      route,
      order: ruleIndex,
    })),
  );
}

function matchesOf(route: ApiRoute, rule: ApiRule): ApiMatch[] {
  const matches: readonly unknown[] = rule.matches ?? [];
  const filled = matches.length === 0 ? [{}] : matches.map((match) => match ?? {});
  return route.kind === 'GRPCRoute'
    ? filled.map((match) => compileGrpcRouteMatch(match as GrpcRouteMatch))
    : filled.map((match) => compileHttpRouteMatch(match as HttpRouteMatch));
}

function toPlanned({ conditions }: ApiMatch, place: Parameters<typeof planApiRule>[0]): PlannedRoute {
  const plan = planApiRule(place);
  if (conditions.length === 0) return { test: undefined, mismatch: undefined, plan };
  const [only] = conditions;
  return {
    test:
      conditions.length === 1 && only !== undefined
        ? only.test
        : (request) => conditions.every(({ test }) => test(request)),
    mismatch: (request: RouteRequest) => conditions.find(({ test }) => !test(request))?.text,
    plan,
  };
}

function compareRanked(a: RankedRoute, b: RankedRoute): number {
  for (const [index, value] of a.rank.entries()) {
    const difference = (b.rank[index] ?? 0) - value;
    if (difference !== 0) return difference;
  }
  return a.route === b.route ? a.order - b.order : compareAge(a.route, b.route);
}
