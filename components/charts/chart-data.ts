/** One line, band or bar of a chart. `values` stand at the chart's times; null is a gap. */
export type ChartSeries = {
  key: string;
  label: string;
  /** A CSS colour, a token by preference: `var(--series-1)`. */
  color: string;
  values: readonly (number | null)[];
  /** The same thing at another time: drawn dashed, behind, without a label. */
  isReference?: boolean;
};

/** What a chart draws: bucket starts, epoch milliseconds, evenly spaced, and the series over them. */
export type ChartData = { timesMs: readonly number[]; stepMs: number; series: readonly ChartSeries[] };

/** A thin line in time: a deploy, a configuration change, a health flip. */
export type ChartMark = { atMs: number; label: string; severity: 'info' | 'warning' | 'error' };

/** The first and last instant a chart spans. */
export function chartSpan({ timesMs, stepMs }: ChartData): { fromMs: number; toMs: number } {
  const fromMs = timesMs[0] ?? 0;
  return { fromMs, toMs: Math.max(fromMs + stepMs, timesMs.at(-1) ?? fromMs) };
}

/** The index of the bucket nearest to an instant. */
export function nearestIndex({ timesMs, stepMs }: ChartData, atMs: number): number {
  const first = timesMs[0] ?? 0;
  return Math.min(timesMs.length - 1, Math.max(0, Math.round((atMs - first) / stepMs)));
}
