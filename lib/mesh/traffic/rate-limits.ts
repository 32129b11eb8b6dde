import { parseDurationMs } from '../config/duration';
import type { ConfigResource } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import { GATEWAY_NAME_LABEL } from '../gateway-api/gateway-name-label';
import type { RoutingProxy } from '../routing/routing-proxy';
import type { TokenBucketPlan } from './token-bucket';

/** Which requests of a proxy a limit counts, in Envoy's words. */
export type RateLimitContext = 'SIDECAR_INBOUND' | 'SIDECAR_OUTBOUND' | 'GATEWAY';

/** Envoy's local rate limit, as an EnvoyFilter asks for it. */
export interface RateLimitPlan {
  /** `namespace/name` of the EnvoyFilter and the place of the patch: tells its bucket from others. */
  readonly key: string;
  readonly context: RateLimitContext | 'ANY';
  readonly bucket: TokenBucketPlan;
  /** Percent of the requests that take a token, and of those without one that are refused. */
  readonly enabledPercent: number;
  readonly enforcedPercent: number;
  readonly status: number;
  /** Added to the refusal. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

const FILTER = 'envoy.filters.http.local_ratelimit';

type Json = Readonly<Record<string, unknown>>;

/** The local rate limits that EnvoyFilters give a proxy; other patches mean nothing here. */
export function readRateLimits(
  resources: ResourceSet,
  proxy: RoutingProxy,
  rootNamespace: string,
): RateLimitPlan[] {
  return resources
    .list('EnvoyFilter')
    .filter((filter) => isFor(filter, proxy, rootNamespace))
    .flatMap((filter) => {
      const { name, namespace } = filter.metadata;
      return listOf(objectOf(filter.spec).configPatches).flatMap((patch, index) =>
        readPatch(patch, `${namespace}/${name}#${index}`),
      );
    });
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

function readPatch(patch: Json, key: string): RateLimitPlan[] {
  if (objectOf(patch.patch).operation === 'REMOVE') return [];
  const value = objectOf(objectOf(patch.patch).value);
  const config = isFilterPatch(patch, value)
    ? objectOf(value.typed_config ?? value.typedConfig)
    : objectOf(objectOf(value.typed_per_filter_config ?? value.typedPerFilterConfig)[FILTER]);
  const limit = 'value' in config ? objectOf(config.value) : config;
  const bucket = readBucket(objectOf(limit.token_bucket ?? limit.tokenBucket));
  if (bucket === undefined) return [];
  return [
    {
      key,
      context: contextOf(objectOf(patch.match).context),
      bucket,
      enabledPercent: readPercent(limit.filter_enabled ?? limit.filterEnabled),
      enforcedPercent: readPercent(limit.filter_enforced ?? limit.filterEnforced),
      status: readStatus(objectOf(limit.status).code),
      headers: listOf(limit.response_headers_to_add ?? limit.responseHeadersToAdd).flatMap(readHeader),
    },
  ];
}

function isFilterPatch({ applyTo }: Json, { name }: Json): boolean {
  return applyTo === 'HTTP_FILTER' && name === FILTER;
}

function contextOf(context: unknown): RateLimitPlan['context'] {
  return context === 'SIDECAR_INBOUND' || context === 'SIDECAR_OUTBOUND' || context === 'GATEWAY'
    ? context
    : 'ANY';
}

function readBucket(bucket: Json): TokenBucketPlan | undefined {
  const maxTokens = numberOf(bucket.max_tokens ?? bucket.maxTokens);
  const fillIntervalMs = parseDurationMs(String(bucket.fill_interval ?? bucket.fillInterval ?? ''));
  if (maxTokens === undefined || fillIntervalMs === undefined || fillIntervalMs <= 0) return undefined;
  return {
    maxTokens,
    tokensPerFill: numberOf(bucket.tokens_per_fill ?? bucket.tokensPerFill) ?? 1,
    fillIntervalMs,
  };
}

const DENOMINATORS: Readonly<Record<string, number>> = {
  HUNDRED: 100,
  TEN_THOUSAND: 10_000,
  MILLION: 1_000_000,
};

/** Envoy's runtime fraction; absent means 0. */
function readPercent(fraction: unknown): number {
  const share = objectOf(objectOf(fraction).default_value ?? objectOf(fraction).defaultValue);
  const of = DENOMINATORS[String(share.denominator ?? 'HUNDRED')] ?? 100;
  return (100 * (numberOf(share.numerator) ?? 0)) / of;
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

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
