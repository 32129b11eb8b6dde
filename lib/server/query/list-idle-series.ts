import type { CountedSeries } from '../../mesh/metrics/counted-series';
import type { SeriesFacts } from '../../mesh/metrics/series-facts';
import type { QueryContext } from './query-context';

/**
 * Series the store knew by the end of the window that gathered nothing in it; those of failures alone say nothing of idle
 * edges. What came later was not idle then: it was not there.
 */
export function listIdleSeries(
  context: QueryContext,
  busy: readonly CountedSeries[],
  toMs: number,
): SeriesFacts[] {
  const seen = new Set(busy.map(({ facts }) => facts));
  const known = context.sources.store.series;
  return known.select({}).flatMap((series) => {
    if ((known.firstSeenMs(series) ?? 0) > toMs) return [];
    const facts = context.factsOf(series);
    return facts === undefined || seen.has(facts) || facts.reach !== 'arrived' ? [] : facts;
  });
}
