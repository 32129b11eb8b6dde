import type { SeriesLabel, SeriesLabels } from '../../../mesh/metrics/series-labels';

/** Wanted values by label: all must match; an array means any of its values. */
export type SeriesSelector = Partial<Record<SeriesLabel, string | readonly string[]>>;

/** All series the store knows, in memory. Numbers are the store's own, above 0, and never change. */
export interface SeriesDirectory {
  /**
   * The numbers of label sets, in their order; unknown sets are stored first. Fails with `database_unavailable`, and
   * with `overloaded` when the bound of series is reached.
   */
  resolve(labelSets: readonly SeriesLabels[]): Promise<number[]>;
  /** The labels behind a number. */
  labels(series: number): SeriesLabels | undefined;
  /** The numbers of the series that match, ascending; `{}` selects all. */
  select(selector: SeriesSelector): number[];
  /** The distinct values a label has, sorted. */
  values(label: SeriesLabel): string[];
  /** About when a series had last gathered something as the console started, to the hour; undefined for newer ones. */
  lastSeenMs(series: number): number | undefined;
  /** When a series was stored first, to the second; it may have gathered something a little before. Undefined for unknown ones. */
  firstSeenMs(series: number): number | undefined;
  /** How many series are known. */
  size(): number;
}
