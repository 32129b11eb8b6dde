import type { DestinationRuleSpec } from '@/lib/mesh/config/kinds/destination-rule';
import type { VirtualServiceSpec } from '@/lib/mesh/config/kinds/virtual-service';

/** What one rule says of timeouts, retries or breakers. */
export type ResilienceRule = {
  /** Which part of the object: a route, or the whole. */
  where: string;
  words: string;
};

/** What an object of the configuration says of waiting, trying again and giving up; as written. */
export function readResilience(kind: string, spec: unknown): ResilienceRule[] {
  if (kind === 'VirtualService') return readRoutes((spec ?? {}) as VirtualServiceSpec);
  if (kind === 'DestinationRule') return readPolicy((spec ?? {}) as DestinationRuleSpec);
  return [];
}

function readRoutes({ http }: VirtualServiceSpec): ResilienceRule[] {
  return (http ?? []).flatMap(({ name, timeout, retries }, index) => {
    const words = [
      ...(timeout === undefined ? [] : [`gives up after ${timeout}`]),
      ...(retries === undefined ? [] : [retryWords(retries)]),
    ];
    return words.length === 0 ? [] : [{ where: name ?? `route ${index + 1}`, words: words.join(', ') }];
  });
}

type Retries = NonNullable<NonNullable<VirtualServiceSpec['http']>[number]['retries']>;

function retryWords({ attempts, perTryTimeout, retryOn }: Retries): string {
  if (attempts === 0) return 'never tries again';
  const times = attempts === undefined ? 'tries again' : `tries again ${countTimes(attempts)}`;
  const each = perTryTimeout === undefined ? '' : `, ${perTryTimeout} each`;
  return `${times}${each}${retryOn === undefined ? '' : `, on ${retryOn}`}`;
}

function countTimes(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function readPolicy({ trafficPolicy }: DestinationRuleSpec): ResilienceRule[] {
  const { connectionPool, outlierDetection } = trafficPolicy ?? {};
  const { http, tcp } = connectionPool ?? {};
  const limits = [
    ...(http?.http1MaxPendingRequests === undefined
      ? []
      : [`${http.http1MaxPendingRequests} requests may wait`]),
    ...(http?.http2MaxRequests === undefined ? [] : [`${http.http2MaxRequests} at once`]),
    ...(http?.maxRetries === undefined ? [] : [`${http.maxRetries} retries at once`]),
    ...(tcp?.maxConnections === undefined ? [] : [`${tcp.maxConnections} connections`]),
    ...(tcp?.connectTimeout === undefined ? [] : [`connects within ${tcp.connectTimeout}`]),
  ];
  const rules = limits.length === 0 ? [] : [{ where: 'breaker', words: limits.join(', ') }];
  if (outlierDetection === undefined) return rules;
  const { consecutive5xxErrors, baseEjectionTime } = outlierDetection;
  const after = consecutive5xxErrors === undefined ? '' : ` after ${consecutive5xxErrors} failures in a row`;
  const lasting = baseEjectionTime === undefined ? '' : ` for ${baseEjectionTime} and longer`;
  return [...rules, { where: 'outliers', words: `an instance is left out${after}${lasting}` }];
}
