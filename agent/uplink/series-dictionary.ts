import { toLabelValues } from '../../lib/mesh/metrics/series-labels';
import { INGEST_LIMITS } from '../../lib/protocol/ingest/limits';
import type { SeriesDefinition } from './buffered-batch';

/** Which series the console knows on one connection. */
export class SeriesDictionary {
  private readonly defined = new Set<number>();

  /** The message that explains those of `series` the console does not know yet; undefined when it knows all. */
  define(series: readonly SeriesDefinition[]): string | undefined {
    const fresh = series.filter(({ id }) => !this.defined.has(id));
    if (fresh.length === 0) return undefined;
    for (const { id } of fresh) this.defined.add(id);
    return JSON.stringify({
      type: 'series',
      series: fresh.map(({ id, labels }) => [id, toLabelValues(labels)]),
    });
  }

  /** Whether the connection has no room for these: a new connection starts a new dictionary. */
  isFullFor(series: readonly SeriesDefinition[]): boolean {
    const fresh = series.filter(({ id }) => !this.defined.has(id)).length;
    return this.defined.size > 0 && this.defined.size + fresh > INGEST_LIMITS.seriesPerAgent;
  }
}
