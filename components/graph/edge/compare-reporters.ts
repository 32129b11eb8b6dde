import type { SignalTotals } from '@/lib/protocol/api/signals';

/** What two proxies say of the same traffic, and what lies between them. */
export type ReporterGap = {
  /** Milliseconds at a quantile: as the caller waited, as the called worked, and the rest: network, proxies, retries. */
  times: readonly { quantile: 'p50' | 'p95' | 'p99'; caller: number; called: number; between: number }[];
  /** Requests the called never saw, and their share of the caller's. */
  lost: number;
  lostShare: number;
  /** Arrivals a request, where retries or the called's other callers of the same name made it more than one. */
  attempts: number;
  /** Failures that only the caller saw. */
  errorsBetween: number;
};

/** Windows of two reporters never end at the same request: so much is no difference. */
const NOISE = 0.02;

/** How the reports of both sides differ; undefined while one of them is missing. */
export function compareReporters(
  caller: SignalTotals | undefined,
  called: SignalTotals | undefined,
): ReporterGap | undefined {
  if (caller === undefined || called === undefined || caller.requests === 0) return undefined;
  const times = (['p50', 'p95', 'p99'] as const).flatMap((quantile) => {
    const [waited, worked] = [caller[quantile], called[quantile]];
    if (waited === null || worked === null) return [];
    return [{ quantile, caller: waited, called: worked, between: Math.max(0, waited - worked) }];
  });
  const missing = caller.requests - called.requests;
  const isNoise = Math.abs(missing) <= Math.max(1, caller.requests * NOISE);
  const lost = isNoise ? 0 : Math.max(0, missing);
  return {
    times,
    lost,
    lostShare: lost / caller.requests,
    attempts: isNoise || missing > 0 ? 1 : called.requests / caller.requests,
    errorsBetween: Math.max(0, caller.errors - called.errors),
  };
}

/** What the gap means, in sentences; empty where both sides agree. */
export function explainGap({ times, lost, attempts, errorsBetween }: ReporterGap): string[] {
  const words: string[] = [];
  if (lost > 0)
    words.push('Some requests never arrived: refused or timed out before the destination’s proxy saw them.');
  if (attempts > 1)
    words.push(`Every request arrived ${attempts.toFixed(2)} times on average: it is retried.`);
  if (errorsBetween > 0 && lost === 0)
    words.push('The source saw failures that the destination did not make: look at the flags below.');
  const slow = times.find(({ quantile }) => quantile === 'p95');
  if (slow !== undefined && slow.between > slow.called && slow.between > 5)
    words.push(
      'More time goes by between the two than inside the destination: network, proxies, queues or retries.',
    );
  return words;
}
