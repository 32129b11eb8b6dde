/** A logarithmic axis in pixels; `at` and `invert` are inverse within the domain. */
export interface LogScale {
  at: (value: number) => number;
  invert: (px: number) => number;
  /** Round values within the domain, at most six. */
  ticks: readonly number[];
}

const LEAST = 0.001;

/** An axis that holds all values, from `px[0]` (smallest) to `px[1]`; ends on whole powers or halves of ten. */
export function logScale(values: readonly number[], px: readonly [number, number]): LogScale {
  const positive = values.filter((value) => value > 0);
  const low = positive.reduce((least, value) => Math.min(least, value), positive[0] ?? 1);
  const high = positive.reduce((most, value) => Math.max(most, value), positive[0] ?? 1_000);
  const from = Math.floor(Math.log10(Math.max(LEAST, low)) * 2 - 0.2) / 2;
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(LEAST, high)) * 2 + 0.2) / 2);
  const slope = (px[1] - px[0]) / (to - from);
  const ticks = roundValues(from, to);
  const every = Math.ceil(ticks.length / 6);
  return {
    at: (value) => px[0] + (Math.log10(Math.max(LEAST, value)) - from) * slope,
    invert: (at) => 10 ** (from + (at - px[0]) / slope),
    ticks: ticks.filter((_, i) => i % every === 0),
  };
}

/** Whole powers of ten; with 2 and 5 times them between where there are few. */
function roundValues(from: number, to: number): number[] {
  const factors = to - from < 2.5 ? [1, 2, 5] : [1];
  const values: number[] = [];
  for (let power = Math.floor(from); power <= to; power++) {
    for (const factor of factors) {
      const value = factor * 10 ** power;
      if (Math.log10(value) >= from && Math.log10(value) <= to) values.push(value);
    }
  }
  return values;
}
