import type { CountedSeries } from '../../mesh/metrics/counted-series';
import type { SeriesFacts } from '../../mesh/metrics/series-facts';
import type { QueryContext } from './query-context';

/** Series the store knows that gathered nothing in the window; those of failures alone say nothing of idle edges. */
export function listIdleSeries(context: QueryContext, busy: readonly CountedSeries[]): SeriesFacts[] {
  const seen = new Set(busy.map(({ facts }) => facts));
  return context.sources.store.series.select({}).flatMap((series) => {
    const facts = context.factsOf(series);
    return facts === undefined || seen.has(facts) || facts.reach !== 'arrived' ? [] : facts;
  });
}
