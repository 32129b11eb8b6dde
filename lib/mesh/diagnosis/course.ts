import type { Call } from './call';

/** Counts over time, one number a step. */
export interface Course {
  requests: Float64Array;
  bad: Float64Array;
}

/** What is usual is known after so long a time with requests. */
export const MIN_BASELINE_MS = 60_000;

/** The requests of calls over time, and those of them that failed. */
export function sumCourse(calls: readonly Call[], steps: number): Course {
  const course = { requests: new Float64Array(steps), bad: new Float64Array(steps) };
  for (const { row, isError } of calls) {
    if (row.weight === 0) continue;
    for (const [index, point] of row.points.entries()) {
      if (point === undefined) continue;
      const count = point.requests * row.weight;
      course.requests[index] = (course.requests[index] ?? 0) + count;
      if (isError) course.bad[index] = (course.bad[index] ?? 0) + count;
    }
  }
  return course;
}

/** The requests of calls in the steps [from, to). */
export function countRequests(calls: readonly Call[], from: number, to: number): number {
  let total = 0;
  for (const { row } of calls) {
    for (let i = from; i < to; i++) total += (row.points[i]?.requests ?? 0) * row.weight;
  }
  return total;
}

/** Sum of `values` in [from, to). */
export function sumRange(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i] ?? 0;
  return total;
}

/** The step of the first request; `steps` without any. */
export function firstBusyStep(calls: readonly Call[], steps: number): number {
  for (let i = 0; i < steps; i++) if (countRequests(calls, i, i + 1) > 0) return i;
  return steps;
}
