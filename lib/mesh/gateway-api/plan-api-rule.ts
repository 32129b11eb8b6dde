import type { HttpRouteSpec } from '../config/kinds/http-route';
import { type ConfigResource, referenceOf } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import type { CompileContext } from '../routing/compile-context';
import { durationOr } from '../routing/policy/effective-policy';
import type { RetryPlan } from '../routing/retry-plan';
import type {
  MirrorPlan,
  PlannedDestination,
  RouteAction,
  RoutePlan,
  SessionPlan,
} from '../routing/route-plan';
import { joinStages, keepFilled } from '../routing/virtual-service/plan-headers';
import { DEFAULT_RETRIES, parseRetryOn } from '../routing/virtual-service/plan-retries';
import { type ApiFilter, corsOf, findFilter, redirectOf, rewriteOf, stageOf } from './api-filters';
import { planBackend } from './backend-destinations';

/** A rule of an HTTPRoute; those of a GRPCRoute have fewer fields of the same meaning. */
export type ApiRule = NonNullable<HttpRouteSpec['rules']>[number];

/** A match of a rule, and where both stand. */
interface RulePlace {
  route: ConfigResource;
  rule: ApiRule;
  ruleIndex: number;
  matchIndex: number | undefined;
  /** The path prefix that the match took. */
  prefix: string;
  resources: ResourceSet;
  context: CompileContext;
}

/** What happens to requests that a match of a rule takes. */
export function planApiRule(place: RulePlace): RoutePlan {
  const { route, rule, ruleIndex, matchIndex } = place;
  return {
    origin: {
      resource: referenceOf(route),
      path: `spec.rules[${ruleIndex}]`,
      ruleIndex,
      matchIndex,
    },
    routeName: rule.name ?? '',
    action: planAction(place),
    timeoutMs: durationOr(rule.timeouts?.request, 0) || undefined,
    retries: planRetries(rule, place.context),
    fault: undefined,
    mirrors: (rule.filters ?? []).flatMap((filter) => planMirror(filter, place)),
    cors: corsOf(findFilter(rule.filters, 'CORS')?.cors),
    session: planSession(rule),
  };
}

function planAction(place: RulePlace): RouteAction {
  const { filters } = place.rule;
  const responseHeaders = keepFilled([
    stageOf(findFilter(filters, 'ResponseHeaderModifier')?.responseHeaderModifier),
  ]);
  const redirect = (findFilter(filters, 'RequestRedirect') ?? backendRedirect(place.rule))?.requestRedirect;
  if (redirect !== undefined) {
    return { ...redirectOf(redirect, place.prefix, place.context.port), responseHeaders };
  }
  const destinations = planBackends(place);
  if (destinations.every(({ refusedStatus }) => refusedStatus !== undefined)) {
    return { kind: 'direct-response', status: 500, body: '', responseHeaders };
  }
  return {
    kind: 'forward',
    destinations,
    totalWeight: destinations.reduce((sum, { weight }) => sum + weight, 0),
    rewrite: rewriteOf(findFilter(filters, 'URLRewrite')?.urlRewrite?.path, place.prefix),
  };
}

/** A redirect in place of the only target. */
function backendRedirect({ backendRefs = [] }: ApiRule): ApiFilter | undefined {
  return backendRefs.length === 1 ? findFilter(backendRefs[0]?.filters, 'RequestRedirect') : undefined;
}

/** The targets that get a share, with the header operations of rule and target together. */
function planBackends({ route, rule, resources, context }: RulePlace): PlannedDestination[] {
  const { filters } = rule;
  const request = stageOf(findFilter(filters, 'RequestHeaderModifier')?.requestHeaderModifier);
  const response = stageOf(findFilter(filters, 'ResponseHeaderModifier')?.responseHeaderModifier);
  const authority = findFilter(filters, 'URLRewrite')?.urlRewrite?.hostname;
  return (rule.backendRefs ?? [])
    .filter(({ weight }) => weight !== 0)
    .map(({ filters: own, ...ref }) => ({
      ...planBackend(ref, route, resources, context),
      authority: authority ?? findFilter(own, 'URLRewrite')?.urlRewrite?.hostname,
      requestHeaders: joinStages(
        request,
        stageOf(findFilter(own, 'RequestHeaderModifier')?.requestHeaderModifier),
      ),
      responseHeaders: joinStages(
        response,
        stageOf(findFilter(own, 'ResponseHeaderModifier')?.responseHeaderModifier),
      ),
    }));
}

/** A copy for a target that cannot be referred to is not made. */
function planMirror({ requestMirror }: ApiFilter, { route, resources, context }: RulePlace): MirrorPlan[] {
  if (requestMirror?.backendRef === undefined) return [];
  const { percent, fraction } = requestMirror;
  const share =
    fraction === undefined
      ? (percent ?? 100)
      : ((fraction.numerator ?? 0) * 100) / (fraction.denominator ?? 100);
  const destination = planBackend(requestMirror.backendRef, route, resources, context);
  return share > 0 && destination.refusedStatus === undefined ? [{ destination, percent: share }] : [];
}

/** With a `retry` block connection errors are tried again too, as the API asks. */
function planRetries(
  { retry, timeouts }: ApiRule,
  { defaultRetries }: CompileContext,
): RetryPlan | undefined {
  const perTryTimeoutMs = durationOr(timeouts?.backendRequest, 0) || undefined;
  if (retry === undefined) {
    return (
      defaultRetries && {
        ...defaultRetries,
        perTryTimeoutMs: perTryTimeoutMs ?? defaultRetries.perTryTimeoutMs,
      }
    );
  }
  const attempts = retry.attempts ?? DEFAULT_RETRIES.attempts;
  if (attempts <= 0) return undefined;
  const reasons = [
    'connect-failure',
    'refused-stream',
    'reset',
    'unavailable',
    'cancelled',
    ...(retry.codes ?? []),
  ];
  const base = durationOr(retry.backoff, DEFAULT_RETRIES.backoffBaseMs);
  return {
    ...DEFAULT_RETRIES,
    attempts,
    perTryTimeoutMs,
    ...parseRetryOn(reasons.join(',')),
    backoffBaseMs: base,
    backoffMaxMs: base * 10,
  };
}

function planSession({ sessionPersistence: session }: ApiRule): SessionPlan | undefined {
  if (session === undefined) return undefined;
  const isHeader = session.type === 'Header';
  return {
    kind: isHeader ? 'header' : 'cookie',
    name: session.sessionName ?? (isHeader ? 'x-session' : 'session'),
    absoluteTimeoutMs: durationOr(session.absoluteTimeout, undefined),
    idleTimeoutMs: durationOr(session.idleTimeout, undefined),
    cookie: isHeader ? undefined : { isPermanent: session.cookieConfig?.lifetimeType === 'Permanent' },
  };
}
