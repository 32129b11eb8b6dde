import type { SeriesFacts } from '../../mesh/metrics/series-facts';
import type { QueryContext } from './query-context';

/** When each object last saw a request, by the ids a series stands for; only what is still in memory is known. */
export function readLastSeen(
  context: QueryContext,
  idsOf: (facts: SeriesFacts) => readonly string[],
): Map<string, number> {
  const { hot, store } = context.sources;
  const newest = new Map<string, number>();
  for (const series of store.series.select({})) {
    const seenMs = hot.lastSeenMs(series);
    const facts = seenMs === undefined ? undefined : context.factsOf(series);
    if (seenMs === undefined || facts === undefined) continue;
    for (const id of idsOf(facts)) {
      if (seenMs > (newest.get(id) ?? 0)) newest.set(id, seenMs);
    }
  }
  return newest;
}
