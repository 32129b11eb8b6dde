import { roundRate } from '../../mesh/metrics/round-rate';
import type { MeshCourse, SeriesCourse } from './mesh-course';

/** Adds up the courses of series by key; a series may count for several keys or for none. */
export function foldCourse(
  { steps, series }: MeshCourse,
  keysOf: (row: SeriesCourse) => readonly string[],
): Map<string, number[]> {
  const sums = new Map<string, Float64Array>();
  for (const row of series) {
    for (const key of keysOf(row)) {
      let sum = sums.get(key);
      if (sum === undefined) {
        sum = new Float64Array(steps);
        sums.set(key, sum);
      }
      for (let i = 0; i < steps; i++) sum[i] = (sum[i] ?? 0) + (row.rates[i] ?? 0);
    }
  }
  return new Map([...sums].map(([key, sum]) => [key, Array.from(sum, roundRate)]));
}
