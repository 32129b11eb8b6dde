import type { SeriesLabels } from '../../lib/mesh/metrics/series-labels';
import type { IstioTotals } from './istio-totals';
import type { SeriesDelta } from './series-delta';

/** One label set of this agent; `id` is never used again within the process. */
export interface Series {
  readonly id: number;
  readonly labels: SeriesLabels;
  readonly totals: IstioTotals;
  readonly delta: SeriesDelta;
  /** Stands for label sets that found no room. */
  readonly isOverflow: boolean;
  /** Whether `delta` waits to be handed over. */
  isDirty: boolean;
  lastUsedAtMs: number;
}
