import type { CountedSeries } from '../../mesh/metrics/counted-series';

/** The requests of one series step by step. */
export interface SeriesCourse extends Pick<CountedSeries, 'facts' | 'destination'> {
  /** Requests a second. */
  rates: Float64Array;
}

/** The course of the whole mesh: what sparklines are folded from. */
export interface MeshCourse {
  steps: number;
  series: SeriesCourse[];
}
