import { parseDurationMs } from '../config/duration';
import type { TokenBucketPlan } from './token-bucket';

/** A part of Envoy's configuration, as it is written. */
export type Json = Readonly<Record<string, unknown>>;

/** What a patch of an EnvoyFilter says of Envoy's local rate limit; what is left out is undefined. */
export interface RateLimitPatch {
  /** The HTTP filter itself, or what a virtual host or route wants of it. */
  readonly place: 'filter' | 'route';
  /** Of a route's: what is patched, the more particular the more it counts. */
  readonly applyTo: 'VIRTUAL_HOST' | 'HTTP_ROUTE' | 'OTHER';
  /** Names of the virtual host and the route it is for; empty for all. */
  readonly scope: { readonly virtualHost: string; readonly route: string };
  readonly operation: string;
  /** Whether the configuration stands here, and not in an extension elsewhere. */
  readonly isGiven: boolean;
  readonly limit: Json;
  readonly bucket: TokenBucketPlan | undefined;
  readonly enabledPercent: number | undefined;
  readonly enforcedPercent: number | undefined;
}

const FILTER = 'envoy.filters.http.local_ratelimit';

/** Reads a patch; undefined where it is about something else. */
export function readRateLimitPatch(patch: Json): RateLimitPatch | undefined {
  const { operation, value: given } = objectOf(patch.patch);
  const value = objectOf(given);
  const place = patch.applyTo === 'HTTP_FILTER' && value.name === FILTER ? 'filter' : 'route';
  const written =
    place === 'filter'
      ? (value.typed_config ?? value.typedConfig)
      : objectOf(value.typed_per_filter_config ?? value.typedPerFilterConfig)[FILTER];
  if (place === 'route' && written === undefined) return undefined;
  const config = objectOf(written);
  const limit = 'value' in config ? objectOf(config.value) : config;
  return {
    place,
    applyTo: patch.applyTo === 'VIRTUAL_HOST' || patch.applyTo === 'HTTP_ROUTE' ? patch.applyTo : 'OTHER',
    scope: readScope(patch),
    operation: String(operation ?? ''),
    isGiven: written !== undefined,
    limit,
    bucket: readBucket(objectOf(limit.token_bucket ?? limit.tokenBucket)),
    enabledPercent: readPercent(limit.filter_enabled ?? limit.filterEnabled),
    enforcedPercent: readPercent(limit.filter_enforced ?? limit.filterEnforced),
  };
}

function readScope({ match }: Json): RateLimitPatch['scope'] {
  const { name = '', route } = objectOf(objectOf(objectOf(match).routeConfiguration).vhost);
  return { virtualHost: String(name), route: String(objectOf(route).name ?? '') };
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

/** Envoy's runtime fraction; one without a default means 0. */
function readPercent(fraction: unknown): number | undefined {
  if (fraction === undefined) return undefined;
  const share = objectOf(objectOf(fraction).default_value ?? objectOf(fraction).defaultValue);
  const of = DENOMINATORS[String(share.denominator ?? 'HUNDRED')] ?? 100;
  return (100 * (numberOf(share.numerator) ?? 0)) / of;
}

/** Something as an object; an empty one where it is none. */
export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** Something as a list of objects; an empty one where it is none. */
export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

/** Something as a finite number. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
