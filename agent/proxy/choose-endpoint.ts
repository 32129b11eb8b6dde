import type { Endpoint } from './routing-table';

/** Who knows how many requests an endpoint has in flight. */
export interface Load {
  activeOf(endpoint: Endpoint): number;
}

/** As Envoy's previous_hosts predicate: draws this often for an endpoint not tried before. */
const DRAWS = 5;

/**
 * Least request with two random choices (Istio's default): of two endpoints the one with fewer requests in flight.
 * A retry avoids the endpoint that failed, when there is another.
 */
export function chooseEndpoint(
  endpoints: readonly Endpoint[],
  load: Load,
  fraction: () => number,
  previous: Endpoint | undefined,
): Endpoint | undefined {
  if (endpoints.length < 2) return endpoints[0];
  for (let draw = 0; draw < DRAWS; draw++) {
    const endpoint = chooseOfTwo(endpoints, load, fraction);
    if (endpoint !== previous) return endpoint;
  }
  return endpoints.find((endpoint) => endpoint !== previous) ?? endpoints[0];
}

function chooseOfTwo(
  endpoints: readonly Endpoint[],
  load: Load,
  fraction: () => number,
): Endpoint | undefined {
  const first = Math.floor(fraction() * endpoints.length);
  const second = Math.floor(fraction() * (endpoints.length - 1));
  const a = endpoints[first];
  const b = endpoints[second < first ? second : second + 1];
  if (a === undefined || b === undefined) return a ?? b;
  return load.activeOf(b) < load.activeOf(a) ? b : a;
}
