import {
  limitsFor,
  type RateLimitContext,
  type RateLimitPlan,
  type RateLimitScope,
} from '../../../lib/mesh/traffic/rate-limits';
import { fallsInto } from '../../../lib/mesh/traffic/sample-percent';
import { createTokenBucket, type TokenBucket, takeToken } from '../../../lib/mesh/traffic/token-bucket';
import type { Clock } from '../clock';
import type { ExchangeView } from '../exchange-view';
import type { Layer } from '../layer';
import type { LocalReply } from '../local-reply';
import type { RoutingTable } from '../routing-table';

/** Buckets of former revisions remembered. */
const MOST_KEPT = 1_000;

/** Refuses what is beyond the workload's local rate limits, before anything else is done for it; `scopeOf` is its route. */
export function createRateLimitLayer(
  routing: RoutingTable,
  context: RateLimitContext,
  clock: Clock,
  scopeOf: (exchange: ExchangeView) => RateLimitScope = routeOf,
): Layer {
  const ofPlan = new WeakMap<RateLimitPlan, TokenBucket>();
  // A new revision with the same limits goes on with the tokens that are left.
  const kept = new Map<string, TokenBucket>();
  const bucketOf = (plan: RateLimitPlan): TokenBucket => {
    const known = ofPlan.get(plan);
    if (known !== undefined) return known;
    const key = `${plan.key} ${JSON.stringify(plan.bucket)}`;
    const bucket = kept.get(key) ?? createTokenBucket(plan.bucket, clock.nowMs());
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, bucket);
    ofPlan.set(plan, bucket);
    return bucket;
  };
  return {
    name: 'rate-limit',

    onRequest(exchange) {
      const { rateLimits } = routing.routes;
      if (rateLimits.length === 0) return undefined;
      const { side } = exchange;
      for (const plan of limitsFor(rateLimits, context, scopeOf(exchange))) {
        if (!fallsInto(plan.enabledPercent, side.random.fraction())) continue;
        if (takeToken(plan.bucket, bucketOf(plan), clock.nowMs())) continue;
        if (fallsInto(plan.enforcedPercent, side.random.fraction())) return composeRefusal(plan);
      }
      return undefined;
    },
  };
}

function routeOf({ record, virtualHost }: ExchangeView): RateLimitScope {
  return { virtualHost, route: record.routeName ?? '' };
}

function composeRefusal({ headers, status }: RateLimitPlan): LocalReply {
  return {
    code: status,
    flags: 'RL',
    details: 'local_rate_limited',
    body: 'local_rate_limited',
    headers: headers.map(({ name, value }) => `${name}: ${value}\r\n`).join(''),
  };
}
