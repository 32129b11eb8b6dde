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
  return context.sources.store.series.select({}).flatMap((series) => {
    const facts = findIdle(context, series, toMs);
    return facts === undefined || seen.has(facts) ? [] : facts;
  });
}

/** The facts of one series that gathered nothing by the end of the window; undefined where that says nothing. */
export function findIdle(context: QueryContext, series: number, toMs: number): SeriesFacts | undefined {
  if ((context.sources.store.series.firstSeenMs(series) ?? 0) > toMs) return undefined;
  const facts = context.factsOf(series);
  return facts?.reach === 'arrived' ? facts : undefined;
}
