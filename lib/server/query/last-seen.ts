import type { SeriesFacts } from '../../mesh/metrics/series-facts';
import type { QueryContext } from './query-context';

/**
 * When each object last saw a request, by the ids a series stands for: to the second since the console started, before
 * that as far as the store remembers series.
 */
export function readLastSeen(
  context: QueryContext,
  idsOf: (facts: SeriesFacts) => readonly string[],
): Map<string, number> {
  const { hot, store, now } = context.sources;
  const newest = new Map<string, number>();
  for (const series of store.series.select({})) {
    const seenMs = hot.lastSeenMs(series) ?? store.series.lastSeenMs(series);
    const facts = seenMs === undefined ? undefined : context.factsOf(series);
    if (seenMs === undefined || facts === undefined) continue;
    for (const id of idsOf(facts)) {
      // The store knows the end of an hour, which may not be over yet.
      if (seenMs > (newest.get(id) ?? 0)) newest.set(id, Math.min(seenMs, now()));
    }
  }
  return newest;
}
