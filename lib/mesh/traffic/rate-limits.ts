import type { ConfigResource } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import { GATEWAY_NAME_LABEL } from '../gateway-api/gateway-name-label';
import type { RoutingProxy } from '../routing/routing-proxy';
import { type Json, listOf, numberOf, objectOf, readRateLimitPatch } from './rate-limit-patch';
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
  const read = readRateLimitPatch(patch);
  if (read?.bucket === undefined || read.operation === 'REMOVE') return [];
  const { bucket, enabledPercent = 0, enforcedPercent = 0, limit } = read;
  return [
    {
      key,
      context: contextOf(objectOf(patch.match).context),
      bucket,
      enabledPercent,
      enforcedPercent,
      status: readStatus(objectOf(limit.status).code),
      headers: listOf(limit.response_headers_to_add ?? limit.responseHeadersToAdd).flatMap(readHeader),
    },
  ];
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
