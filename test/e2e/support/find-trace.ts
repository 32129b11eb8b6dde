import { type APIRequestContext, expect } from '@playwright/test';
import { getTraces, type TraceSummary } from '@/lib/protocol/api/traces';

/** The trace with most spans among the newest that meet a query; waits until there is one with `least` spans. */
export async function findTrace(request: APIRequestContext, query = '', least = 5): Promise<TraceSummary> {
  let best: TraceSummary | undefined;
  await expect(async () => {
    const answer = await request.get(`/api/traces?window=3600&limit=100&${query}`);
    const { traces } = getTraces.response.parse(await answer.json()) as { traces: TraceSummary[] };
    best = traces.toSorted((a, b) => b.spans - a.spans)[0];
    expect(best?.spans ?? 0).toBeGreaterThanOrEqual(least);
  }).toPass({ timeout: 45_000 });
  if (best === undefined) throw new Error('No trace was found');
  return best;
}
