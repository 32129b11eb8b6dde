/** Requests by protocol, then by response code (http) or status (grpc); `-` counts those without a response. */
export type CodeCounts = Map<string, Map<string, number>>;

/** The requests that decide the health of an object. */
export interface RequestCounts {
  inbound: CodeCounts;
  outbound: CodeCounts;
}

/** No requests. */
export function createRequestCounts(): RequestCounts {
  return { inbound: new Map(), outbound: new Map() };
}

/** Adds `count` requests in place. */
export function addRequests(counts: CodeCounts, protocol: string, code: string, count: number): void {
  const codes = counts.get(protocol);
  if (codes === undefined) counts.set(protocol, new Map([[code, count]]));
  else codes.set(code, (codes.get(code) ?? 0) + count);
}

/**
 * Failed requests over all, 0..1, or -1 without any: a code is an error when it begins with 4 or 5. Only used where no
 * tolerance is configured, as in Kiali.
 */
export function errorRatio(counts: RequestCounts): number {
  let total = 0;
  let errors = 0;
  for (const direction of [counts.inbound, counts.outbound]) {
    for (const codes of direction.values()) {
      for (const [code, count] of codes) {
        total += count;
        if (code.startsWith('4') || code.startsWith('5')) errors += count;
      }
    }
  }
  return total === 0 ? -1 : errors / total;
}
