import type { DestinationRuleSpec, TrafficPolicy } from '@/lib/mesh/config/kinds/destination-rule';
import type { HttpRouteSpec } from '@/lib/mesh/config/kinds/http-route';
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
  if (kind === 'HTTPRoute') return readHttpRoute((spec ?? {}) as HttpRouteSpec);
  if (kind === 'DestinationRule') return readDestinationRule((spec ?? {}) as DestinationRuleSpec);
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

function readHttpRoute({ rules }: HttpRouteSpec): ResilienceRule[] {
  return (rules ?? []).flatMap(({ name, timeouts, retry }, index) => {
    const words = [
      ...(timeouts?.request === undefined ? [] : [`gives up after ${timeouts.request}`]),
      ...(timeouts?.backendRequest === undefined ? [] : [`each try after ${timeouts.backendRequest}`]),
      ...(retry === undefined
        ? []
        : [retryWords({ attempts: retry.attempts, retryOn: retry.codes?.join(',') })]),
    ];
    return words.length === 0 ? [] : [{ where: name ?? `rule ${index + 1}`, words: words.join(', ') }];
  });
}

type Retries = {
  attempts?: number | undefined;
  perTryTimeout?: string | undefined;
  retryOn?: string | undefined;
};

function retryWords({ attempts, perTryTimeout, retryOn }: Retries): string {
  if (attempts === 0) return 'never tries again';
  const times = attempts === undefined ? 'tries again' : `tries again ${countTimes(attempts)}`;
  const each = perTryTimeout === undefined ? '' : `, ${perTryTimeout} each`;
  return `${times}${each}${retryOn === undefined ? '' : `, on ${retryOn}`}`;
}

function countTimes(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function readDestinationRule({ trafficPolicy, subsets }: DestinationRuleSpec): ResilienceRule[] {
  const ofPorts = (trafficPolicy?.portLevelSettings ?? []).flatMap(({ port, ...policy }) =>
    readPolicy(policy, `port ${port?.number ?? '?'} `),
  );
  const ofSubsets = (subsets ?? []).flatMap((subset) =>
    readPolicy(subset.trafficPolicy, `subset ${subset.name ?? '?'} `),
  );
  return [...readPolicy(trafficPolicy, ''), ...ofPorts, ...ofSubsets];
}

function readPolicy(
  policy: Pick<TrafficPolicy, 'connectionPool' | 'outlierDetection'> | undefined,
  of: string,
): ResilienceRule[] {
  const { connectionPool, outlierDetection } = policy ?? {};
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
  const rules = limits.length === 0 ? [] : [{ where: `${of}breaker`, words: limits.join(', ') }];
  if (outlierDetection === undefined) return rules;
  const { consecutive5xxErrors, baseEjectionTime } = outlierDetection;
  const after = consecutive5xxErrors === undefined ? '' : ` after ${consecutive5xxErrors} failures in a row`;
  const lasting = baseEjectionTime === undefined ? '' : ` for ${baseEjectionTime} and longer`;
  return [...rules, { where: `${of}outliers`, words: `an instance is left out${after}${lasting}` }];
}
