import type { ChartData } from './chart-data';

/** What every series has at one time, and which of these values stand alone: no line would show them. */
export type PlotRow = { t: number; v: readonly (number | null)[]; isLone: readonly boolean[] };

/** Rows for the plot; of a band the stretches at nothing are left out, as their outline would lie on the bands below. */
export function plotRows({ timesMs, series }: ChartData, kind: 'line' | 'stack'): PlotRow[] {
  const columns = series.map(({ values, isReference }) =>
    kind === 'stack' && isReference !== true ? withoutNothing(values) : values,
  );
  return timesMs.map((t, at) => ({
    t,
    v: columns.map((values) => values[at] ?? null),
    isLone: columns.map((values) => isLone(values, at)),
  }));
}

type Values = readonly (number | null)[];

/** A zero beside something stays: there the band rises from the one below. */
function withoutNothing(values: Values): Values {
  const isNothing = (at: number): boolean => (values[at] ?? 0) === 0;
  return values.map((value, at) => (isNothing(at) && isNothing(at - 1) && isNothing(at + 1) ? null : value));
}

function isLone(values: Values, at: number): boolean {
  const has = (index: number): boolean => (values[index] ?? null) !== null;
  return has(at) && !has(at - 1) && !has(at + 1);
}
