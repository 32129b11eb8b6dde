import { ENVOY_FILTER_SCHEMA } from '../../config/kinds/envoy-filter';
import type { ConfigResource } from '../../config/resource';
import { type RateLimitPatch, readRateLimitPatch } from '../../traffic/rate-limit-patch';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

const ADDS: ReadonlySet<string> = new Set([
  'ADD',
  'INSERT_BEFORE',
  'INSERT_AFTER',
  'INSERT_FIRST',
  'REPLACE',
]);

interface Limit extends RateLimitPatch {
  readonly resource: ConfigResource;
  readonly path: string;
}

export const rateLimitIdle: Rule = {
  name: 'envoy-filter/rate-limit-idle',
  codes: [],
  severity: 'warning',
  inputs: ['EnvoyFilter'],
  why: 'The configuration is accepted, and never refuses a request.',
  docs: 'https://istio.io/latest/docs/tasks/policy-enforcement/rate-limit/',
  check(snapshot, report) {
    const limits = snapshot.list('EnvoyFilter').flatMap(limitsOf);
    for (const limit of limits) {
      const near = limits.filter((one) => meet(one, limit, snapshot.facts.rootNamespace));
      const problem = limit.place === 'filter' ? judgeFilter(limit, near) : judgeRoute(limit, near);
      if (problem === undefined) continue;
      const { resource, path } = limit;
      report(resource, { path, message: `${resource.metadata.name} ${problem}` });
    }
  },
};

function limitsOf(resource: ConfigResource): Limit[] {
  const { configPatches = [] } = readSpec(resource, ENVOY_FILTER_SCHEMA);
  return configPatches.flatMap((patch, index) => {
    const read = readRateLimitPatch(patch);
    return read === undefined || read.operation === 'REMOVE'
      ? []
      : [{ ...read, resource, path: `spec.configPatches[${index}].patch.value` }];
  });
}

/** Whether some proxy may get both: those of the root namespace are for all. */
function meet(one: Limit, other: Limit, rootNamespace: string): boolean {
  const namespaces = new Set([namespaceOf(one.resource), namespaceOf(other.resource)]);
  return namespaces.size === 1 || namespaces.has(rootNamespace);
}

/** A filter without a limit of its own is how limits of single routes are switched on. */
function judgeFilter(limit: Limit, near: readonly Limit[]): string | undefined {
  const isWhole = ADDS.has(limit.operation) && limit.isGiven;
  return isWhole && !near.some(({ place }) => place === 'route') ? judgeLimit(limit) : undefined;
}

function judgeRoute(limit: Limit, near: readonly Limit[]): string | undefined {
  const isInserted = near.some(({ place, operation }) => place === 'filter' && ADDS.has(operation));
  if (isInserted) return judgeLimit(limit);
  return 'limits nothing: no EnvoyFilter inserts envoy.filters.http.local_ratelimit';
}

function judgeLimit({ bucket, enabledPercent, enforcedPercent }: Limit): string | undefined {
  if (bucket === undefined) return 'limits nothing: it has no token_bucket with max_tokens and fill_interval';
  if (enabledPercent === undefined) return 'limits nothing: without filter_enabled no request takes a token';
  if (enabledPercent === 0) return 'limits nothing: filter_enabled is 0 %';
  // 0 % that somebody wrote is how a limit is tried out.
  return enforcedPercent === undefined ? 'refuses nobody: without filter_enforced it only counts' : undefined;
}
