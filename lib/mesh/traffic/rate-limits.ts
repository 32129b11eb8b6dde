import type { ConfigResource } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import { GATEWAY_NAME_LABEL } from '../gateway-api/gateway-name-label';
import type { RoutingProxy } from '../routing/routing-proxy';
import {
  type Json,
  listOf,
  numberOf,
  objectOf,
  type RateLimitPatch,
  readRateLimitPatch,
} from './rate-limit-patch';
import type { TokenBucketPlan } from './token-bucket';

/** Which requests of a proxy a limit counts, in Envoy's words. */
export type RateLimitContext = 'SIDECAR_INBOUND' | 'SIDECAR_OUTBOUND' | 'GATEWAY';

/** What a limit of single routes is for; empty texts take all. */
export interface RateLimitScope {
  /** Envoy's name of a virtual host: `reviews.shop.svc.cluster.local:9080`, `inbound|http|9080`. */
  readonly virtualHost: string;
  /** Name of a route. */
  readonly route: string;
}

/** Envoy's local rate limit, as an EnvoyFilter asks for it. */
export interface RateLimitPlan {
  /** `namespace/name` of the EnvoyFilter and the place of the patch: tells its bucket from others. */
  readonly key: string;
  readonly context: RateLimitContext | 'ANY';
  /** Undefined: the filter's own limit, for every request that none of the others is for. */
  readonly scope: RateLimitScope | undefined;
  readonly bucket: TokenBucketPlan;
  /** Percent of the requests that take a token, and of those without one that are refused. */
  readonly enabledPercent: number;
  readonly enforcedPercent: number;
  readonly status: number;
  /** Added to the refusal. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

interface Patch extends RateLimitPatch {
  key: string;
  context: RateLimitPlan['context'];
}

/**
 * The local rate limits that EnvoyFilters give a proxy; other patches mean nothing here. What routes want counts only where
 * the filter itself is inserted, the most particular and youngest first.
 */
export function readRateLimits(
  resources: ResourceSet,
  proxy: RoutingProxy,
  rootNamespace: string,
): RateLimitPlan[] {
  const patches = resources
    .list('EnvoyFilter')
    .filter((filter) => isFor(filter, proxy, rootNamespace))
    .flatMap(readPatches);
  const filters = patches.filter(({ place }) => place === 'filter');
  const routes = patches
    .filter(({ place }) => place === 'route')
    .toReversed()
    .toSorted((a, b) => RANK[b.applyTo] - RANK[a.applyTo]);
  const ofRoutes = routes.flatMap((route) =>
    contextsOf(route, filters).map((context) => ({ ...route, context })),
  );
  return [...ofRoutes, ...filters].flatMap(toPlan);
}

const RANK = { HTTP_ROUTE: 2, VIRTUAL_HOST: 1, OTHER: 0 } as const;

/** Where both are there. */
function contextsOf({ context }: Patch, filters: readonly Patch[]): RateLimitPlan['context'][] {
  const shared = filters
    .filter((filter) => filter.context === context || filter.context === 'ANY' || context === 'ANY')
    .map((filter) => (context === 'ANY' ? filter.context : context));
  return shared.includes('ANY') ? ['ANY'] : [...new Set(shared)];
}

function isFor({ metadata, spec }: ConfigResource, proxy: RoutingProxy, rootNamespace: string): boolean {
  if (metadata.namespace !== proxy.namespace && metadata.namespace !== rootNamespace) return false;
  const { targetRefs, workloadSelector } = objectOf(spec);
  const targets = listOf(targetRefs);
  const gateway = proxy.labels[GATEWAY_NAME_LABEL];
  if (targets.length > 0 && !targets.some((one) => one.kind === 'Gateway' && one.name === gateway))
    return false;
  const labels = objectOf(objectOf(workloadSelector).labels);
  return Object.entries(labels).every(([name, value]) => proxy.labels[name] === value);
}

function readPatches({ metadata, spec }: ConfigResource): Patch[] {
  return listOf(objectOf(spec).configPatches).flatMap((patch, index) => {
    const read = readRateLimitPatch(patch);
    if (read === undefined || read.operation === 'REMOVE') return [];
    const key = `${metadata.namespace}/${metadata.name}#${index}`;
    return [{ ...read, key, context: contextOf(objectOf(patch.match).context) }];
  });
}

function toPlan({
  bucket,
  context,
  enabledPercent = 0,
  enforcedPercent = 0,
  key,
  limit,
  place,
  scope,
}: Patch): RateLimitPlan[] {
  if (bucket === undefined) return [];
  const headers = listOf(limit.response_headers_to_add ?? limit.responseHeadersToAdd).flatMap(readHeader);
  const status = readStatus(objectOf(limit.status).code);
  const own = place === 'route' ? scope : undefined;
  return [{ key, context, scope: own, bucket, enabledPercent, enforcedPercent, status, headers }];
}

/** The limits a request counts for: what its route wants, else those of the filter. */
export function limitsFor(
  plans: readonly RateLimitPlan[],
  context: RateLimitContext,
  { route, virtualHost }: RateLimitScope,
): readonly RateLimitPlan[] {
  const near = plans.filter((plan) => plan.context === context || plan.context === 'ANY');
  const own = near.find(
    ({ scope }) =>
      scope !== undefined &&
      (scope.virtualHost === '' || scope.virtualHost === virtualHost) &&
      (scope.route === '' || scope.route === route),
  );
  return own === undefined ? near.filter(({ scope }) => scope === undefined) : [own];
}

function contextOf(context: unknown): RateLimitPlan['context'] {
  return context === 'SIDECAR_INBOUND' || context === 'SIDECAR_OUTBOUND' || context === 'GATEWAY'
    ? context
    : 'ANY';
}

function readStatus(code: unknown): number {
  const status = numberOf(code);
  return status !== undefined && status >= 400 && status < 600 ? status : 429;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function readHeader(option: Json): { name: string; value: string }[] {
  const { key, value } = objectOf(option.header);
  const text = String(value ?? '');
  return typeof key === 'string' && TOKEN.test(key) && !/[\r\n]/.test(text)
    ? [{ name: key.toLowerCase(), value: text }]
    : [];
}
