import type { ExpectedWait } from '@/lib/mesh/rollout/expected-wait';

/** Seconds as people say them: "40 s", "12 min", "6 h", "3 days". */
export function describeSeconds(seconds: number): string {
  if (seconds < 120) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400).toLocaleString('en-US')} days`;
}

/** What to expect of the step that waits longest; undefined where every step has the requests it needs. */
export function describeWaits(waits: readonly ExpectedWait[], requestsPerSecond: number): string | undefined {
  const [longest] = waits.toSorted((a, b) => b.seconds - a.seconds);
  if (longest === undefined) return undefined;
  const needed = Math.ceil(longest.requests).toLocaleString('en-US');
  if (!Number.isFinite(longest.seconds)) {
    return `There are no requests at the moment: step ${longest.step + 1} waits until the canary has answered about ${needed}.`;
  }
  const rate = Number(requestsPerSecond.toPrecision(2));
  return `At ${rate} requests a second, step ${longest.step + 1} waits about ${describeSeconds(longest.seconds)} for the ${needed} requests at the canary that a verdict takes.`;
}

/** How long the requests that a verdict still needs will take, by what the canary got since `sinceMs`. */
export function describeMissing(
  missing: number,
  canaryRequests: number,
  sinceMs: number,
  nowMs: number,
): string | undefined {
  const seconds = (nowMs - sinceMs) / 1_000;
  if (missing <= 0 || canaryRequests <= 0 || seconds < 5) return undefined;
  return `At the present rate that takes about ${describeSeconds((missing * seconds) / canaryRequests)}.`;
}
