import { type Histogram, histogramCount, valuesAtRanks } from './histogram';
import { toMs } from './latency-quantiles';

/** Where a quantile lies, milliseconds; `high` is null where too few requests were seen to say. */
interface QuantileBand {
  low: number;
  high: number | null;
}

/** What one band may miss the true quantile by: one in twenty. */
const RISK = 0.05;

/** The band that holds the quantile `q` of what a histogram of microseconds was drawn from, with 95 % certainty. */
export function quantileBand(histogram: Histogram, q: number): QuantileBand {
  const { low, high } = bandRanks(Math.round(histogramCount(histogram)), q, RISK);
  const ranks = [low ?? 0, ...(high === undefined ? [] : [high])];
  const [lowest = 0, highest] = valuesAtRanks(histogram, ranks);
  return { low: low === undefined ? 0 : toMs(lowest), high: highest === undefined ? null : toMs(highest) };
}

/**
 * The ranks of the two observations, counted from 1, that the true quantile `q` lies between but for a chance of
 * `risk`, shared by both ends. How many of `count` observations are below the quantile is binomial whatever they are
 * spread like, so this holds for every distribution. Undefined where not even the last observation will do.
 */
export function bandRanks(count: number, q: number, risk: number): { low?: number; high?: number } {
  if (count === 0) return {};
  const { first, shares } = binomialShares(count, q);
  let seen = 0;
  let low = 0;
  let high = count + 1;
  for (const [index, share] of shares.entries()) {
    if (seen <= risk / 2) low = first + index;
    seen += share;
    if (seen >= 1 - risk / 2) {
      high = first + index + 1;
      break;
    }
  }
  return { ...(low < 1 ? {} : { low }), ...(high > count ? {} : { high }) };
}

/** What is less likely than this beside the likeliest count is left out: it is beyond the digits of a number. */
const LEAST = 1e-18;

/** The chances of every count that can be met, by steps from the likeliest one: exact, and no factorials. */
function binomialShares(count: number, q: number): { first: number; shares: number[] } {
  const likeliest = Math.min(count, Math.floor((count + 1) * q));
  const odds = q / (1 - q);
  const below: number[] = [];
  for (let k = likeliest, share = 1; k > 0; k--) {
    share *= k / ((count - k + 1) * odds);
    if (share < LEAST) break;
    below.push(share);
  }
  const above: number[] = [];
  for (let k = likeliest, share = 1; k < count; k++) {
    share *= ((count - k) / (k + 1)) * odds;
    if (share < LEAST) break;
    above.push(share);
  }
  const all = [...below.toReversed(), 1, ...above];
  const total = all.reduce((sum, share) => sum + share, 0);
  return { first: likeliest - below.length, shares: all.map((share) => share / total) };
}
