/**
 * When did it begin, and is it over? A likelihood-ratio scan: for every span [i, j) of steps the counts inside are
 * compared with the counts outside, as two binomials against one. The span with the highest ratio wins. Real counts
 * scatter more than a binomial, so the ratio is divided by the scatter that is left inside the two parts
 * (quasi-likelihood); a burst in one step of a noisy series is no change then.
 */
import { type Course, sumRange } from './course';

/** The steps in which more went wrong than in the others. */
export interface BadSpan {
  from: number;
  to: number;
  /** Share of bad requests inside and outside, 0..1. */
  inside: number;
  outside: number;
  /** Log of the likelihood ratio over the scatter. */
  strength: number;
}

/** About 16,000 spans are compared in a course of 180 steps, in dozens of courses; what chance does must stay rare. */
const MIN_STRENGTH = 18;
/** A burst within one step is no trouble yet. */
const MIN_STEPS = 2;
const MIN_BAD = 5;

/** The span that stands out; undefined when none does by chance alone or by `minRise` of the share. */
export function findBadSpan(course: Course, minRise: number): BadSpan | undefined {
  const { length } = course.requests;
  const [requests, bad] = [prefixSums(course.requests), prefixSums(course.bad)];
  const [allRequests, allBad] = [requests[length] ?? 0, bad[length] ?? 0];
  if (allBad < MIN_BAD || allBad >= allRequests) return undefined;
  let best: ScannedSpan | undefined;
  for (let from = 0; from < length; from++) {
    for (let to = from + MIN_STEPS; to <= length; to++) {
      const n = between(requests, from, to);
      const k = between(bad, from, to);
      if (!isRise(k, n, allBad, allRequests, minRise)) continue;
      const ratio =
        logLikelihood(k, n) + logLikelihood(allBad - k, allRequests - n) - logLikelihood(allBad, allRequests);
      // A span that reaches the end is preferred to an equal one that is over.
      const isBetter = best === undefined || ratio > best.ratio * (to === length ? 0.999 : 1);
      if (isBetter) best = { from, to, ratio };
    }
  }
  return best === undefined ? undefined : judge(course, best);
}

interface ScannedSpan {
  from: number;
  to: number;
  ratio: number;
}

function isRise(k: number, n: number, allBad: number, allRequests: number, minRise: number): boolean {
  if (n === 0 || n >= allRequests || k < MIN_BAD) return false;
  return k / n - (allBad - k) / (allRequests - n) >= minRise;
}

function judge(course: Course, { from, to, ratio }: ScannedSpan): BadSpan | undefined {
  const { length } = course.requests;
  const n = sumRange(course.requests, from, to);
  const k = sumRange(course.bad, from, to);
  const inside = k / n;
  const outside =
    (sumRange(course.bad, 0, length) - k) / Math.max(1, sumRange(course.requests, 0, length) - n);
  const strength = ratio / scatter(course, from, to, inside, outside);
  return strength < MIN_STRENGTH ? undefined : { from, to, inside, outside, strength };
}

/** Pearson's chi-square a degree of freedom, at least 1: how much more the counts scatter than coin tosses would. */
function scatter(
  { requests, bad }: Course,
  from: number,
  to: number,
  inside: number,
  outside: number,
): number {
  let sum = 0;
  let used = 0;
  for (let i = 0; i < requests.length; i++) {
    const n = requests[i] ?? 0;
    const share = i >= from && i < to ? inside : outside;
    const variance = n * share * (1 - share);
    if (variance < 0.05) continue;
    sum += ((bad[i] ?? 0) - n * share) ** 2 / variance;
    used++;
  }
  return used <= 2 ? 1 : Math.max(1, sum / (used - 2));
}

function logLikelihood(k: number, n: number): number {
  const share = k / n;
  return (k > 0 ? k * Math.log(share) : 0) + (n - k > 1e-9 ? (n - k) * Math.log(1 - share) : 0);
}

function between(sums: Float64Array, from: number, to: number): number {
  return (sums[to] ?? 0) - (sums[from] ?? 0);
}

function prefixSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0);
  return sums;
}
