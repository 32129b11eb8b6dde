/**
 * Differences that chance does not explain. Each function gives the part of a difference that is left when chance is
 * given all it could have: 0 when it explains everything. So a jump from two failures to four counts for nothing, and a
 * busy edge's small but certain shift counts for what it is.
 */
import { type Histogram, histogramCount, quantile } from '../../metrics/histogram';

/** Requests come in bursts (pages, retries, batches): counts vary about so many times as much as Poisson's. */
const BURSTS = 4;

/** Two counts and how long each took, in seconds. */
export interface CountPair {
  before: number;
  beforeSeconds: number;
  after: number;
  afterSeconds: number;
}

/** The factor, as its logarithm to base 2, by which a rate changed for sure; its sign says which way. */
export function sureRateShift(pair: CountPair, z: number): number {
  const [beforeLow, beforeHigh] = rateRange(pair.before, pair.beforeSeconds, z);
  const [afterLow, afterHigh] = rateRange(pair.after, pair.afterSeconds, z);
  if (afterLow > beforeHigh) return Math.log2(afterLow / beforeHigh);
  return afterHigh < beforeLow ? Math.log2(afterHigh / beforeLow) : 0;
}

/** The square root of a count varies alike for large and small ones (Anscombe). */
function rateRange(count: number, seconds: number, z: number): [number, number] {
  const root = Math.sqrt(count + 3 / 8);
  const slack = (z * Math.sqrt(BURSTS)) / 2;
  return [Math.max(0, root - slack) ** 2 / seconds, (root + slack) ** 2 / seconds];
}

/** Bad ones of all. */
export interface Share {
  bad: number;
  all: number;
}

/** By how much (0..1, signed) a share changed for sure: Newcombe's interval from Wilson's. */
export function sureShareShift(before: Share, after: Share, z: number): number {
  if (before.all <= 0 || after.all <= 0) return 0;
  const difference = after.bad / after.all - before.bad / before.all;
  const [low, high] = difference > 0 ? [before, after] : [after, before];
  const slack = Math.hypot(
    wilson(high, z).middleToLow(high.bad / high.all),
    wilson(low, z).highToMiddle(low.bad / low.all),
  );
  return shrink(difference, slack);
}

/** The factor, as its logarithm to base 2, by which a quantile changed for sure: from the ranks it may have had. */
export function sureQuantileShift(before: Histogram, after: Histogram, q: number, z: number): number {
  const [beforeLow, beforeHigh] = quantileRange(before, q, z);
  const [afterLow, afterHigh] = quantileRange(after, q, z);
  if (afterLow > beforeHigh) return Math.log2(afterLow / Math.max(1, beforeHigh));
  return afterHigh < beforeLow ? Math.log2(Math.max(1, afterHigh) / beforeLow) : 0;
}

function quantileRange(histogram: Histogram, q: number, z: number): [number, number] {
  const count = histogramCount(histogram);
  const slack = z * Math.sqrt((BURSTS * q * (1 - q)) / Math.max(1, count));
  // Beyond the ends nothing was seen that could bound it.
  const low = q - slack <= 0 ? 0 : (quantile(histogram, q - slack) ?? 0);
  const high = q + slack >= 1 ? Number.POSITIVE_INFINITY : quantile(histogram, q + slack);
  return [low, high ?? Number.POSITIVE_INFINITY];
}

function wilson({ bad, all }: Share, z: number) {
  const trials = all / BURSTS;
  const share = bad / all;
  const middle = (share + (z * z) / (2 * trials)) / (1 + (z * z) / trials);
  const half =
    (z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))) /
    (1 + (z * z) / trials);
  return {
    middleToLow: (at: number) => at - Math.max(0, middle - half),
    highToMiddle: (at: number) => Math.min(1, middle + half) - at,
  };
}

function shrink(value: number, slack: number): number {
  return Math.sign(value) * Math.max(0, Math.abs(value) - slack);
}
