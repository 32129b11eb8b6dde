import type { HttpMatch, HttpRoute } from '../../config/kinds/virtual-service';
import type { CompileContext, PlannedRoute } from '../compile-context';
import { compileHttpMatch, isCatchAllMatch } from '../compile-http-match';
import { explainMismatch } from '../explain-match';
import { durationOr } from '../policy/effective-policy';
import type { DirectResponseAction, RouteAction, RouteOrigin, RoutePlan } from '../route-plan';
import { matchesSource } from './match-source';
import { planCors } from './plan-cors';
import { planDestinations } from './plan-destinations';
import { planFault } from './plan-fault';
import { keepFilled, planHeaders } from './plan-headers';
import { planMirrors } from './plan-mirrors';
import { planRedirect, planRewrite } from './plan-path';
import { planRetries } from './plan-retries';
import type { PreparedRule } from './prepared-virtual-service';

/**
 * The routes of a VirtualService for one proxy, port and set of gateways: one for each match of each rule that can apply
 * there. What stands after a match that takes everything is never reached and not compiled.
 */
export function compileHttpRoutes(rules: readonly PreparedRule[], context: CompileContext): PlannedRoute[] {
  const routes: PlannedRoute[] = [];
  for (const rule of rules) {
    const matches = rule.route.match ?? [];
    if (matches.length === 0) {
      routes.push({
        test: undefined,
        mismatch: undefined,
        plan: planRoute(rule, undefined, undefined, context),
      });
      return routes;
    }
    for (const [index, match] of matches.entries()) {
      if (!appliesHere(match, context)) continue;
      const isCatchAll = isCatchAllMatch(match);
      routes.push({
        test: isCatchAll ? undefined : compileHttpMatch(match),
        mismatch: isCatchAll ? undefined : (request) => explainMismatch(match, request),
        plan: planRoute(rule, match, index, context),
      });
      if (isCatchAll) return routes;
    }
  }
  return routes;
}

/** Whether a rule, or one match of it, is for a proxy and port at all. */
export function canApply({ route }: PreparedRule, context: CompileContext): boolean {
  const matches = route.match ?? [];
  return matches.length === 0 || matches.some((match) => appliesHere(match, context));
}

function appliesHere(match: HttpMatch, context: CompileContext): boolean {
  const isPort = match.port === undefined || match.port === 0 || match.port === context.port;
  return isPort && matchesSource(match, context);
}

function planRoute(
  rule: PreparedRule,
  match: HttpMatch | undefined,
  matchIndex: number | undefined,
  context: CompileContext,
): RoutePlan {
  const { route, namespace } = rule;
  const origin: RouteOrigin = { ...rule.origin, matchIndex };
  return {
    origin,
    routeName: routeName(route, match),
    action: planAction(rule, match, context),
    timeoutMs: durationOr(route.timeout, 0) || undefined,
    retries: planRetries(route.retries, context.defaultRetries),
    fault: planFault(route.fault),
    mirrors: planMirrors(route, namespace, context),
    cors: planCors(route.corsPolicy),
    session: undefined,
  };
}

function routeName({ name = '' }: HttpRoute, match: HttpMatch | undefined): string {
  const own = match?.name ?? '';
  return own === '' ? name : `${name}.${own}`;
}

/** `redirect` goes before `directResponse` before `route`; a rule without any of them finds nothing. */
function planAction(
  { route, namespace }: PreparedRule,
  match: HttpMatch | undefined,
  context: CompileContext,
): RouteAction {
  const responseHeaders = keepFilled([planHeaders(route.headers?.response).stage]);
  if (route.redirect !== undefined && route.redirect !== null) {
    return { ...planRedirect(route.redirect, match, context.port), responseHeaders };
  }
  if (route.directResponse !== undefined && route.directResponse !== null) {
    return { ...planDirectResponse(route.directResponse), responseHeaders };
  }
  const destinations = planDestinations(route, namespace, context);
  if (destinations.length === 0) return { kind: 'not-found' };
  return {
    kind: 'forward',
    destinations,
    totalWeight: destinations.reduce((sum, { weight }) => sum + weight, 0),
    rewrite: planRewrite(route.rewrite, match),
  };
}

function planDirectResponse({
  status = 200,
  body,
}: NonNullable<HttpRoute['directResponse']>): Omit<DirectResponseAction, 'responseHeaders'> {
  const bytes = body?.bytes;
  return {
    kind: 'direct-response',
    status,
    body: bytes === undefined ? (body?.string ?? '') : decodeBase64(bytes),
  };
}

function decodeBase64(text: string): Uint8Array | string {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return '';
  }
}
