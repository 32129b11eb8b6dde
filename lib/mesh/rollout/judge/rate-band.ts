/** A share of requests with the band it lies in. */
export interface RateBand {
  /** 0..1. */
  rate: number;
  low: number;
  high: number;
}

/**
 * The share of bad requests and a band that holds the true one at every moment at once with probability
 * 1 - `significance`: all rates that a uniform mixture of rates has not yet refuted (a confidence sequence).
 */
export function rateBand(requests: number, bad: number, significance: number): RateBand {
  if (requests <= 0) return { rate: 0, low: 0, high: 1 };
  const rate = bad / requests;
  const mixture = logBeta(bad + 1, requests - bad + 1);
  const bar = Math.log(1 / significance);
  const isRefuted = (p: number): boolean => mixture - logLikelihood(requests, bad, p) >= bar;
  return { rate, low: findEdge(rate, 0, isRefuted), high: findEdge(rate, 1, isRefuted) };
}

const STEPS = 40;

/** Walks from a rate that is not refuted towards `end`. */
function findEdge(rate: number, end: number, isRefuted: (p: number) => boolean): number {
  let inside = rate;
  let outside = end;
  if (!isRefuted(end)) return end;
  for (let step = 0; step < STEPS; step++) {
    const middle = (inside + outside) / 2;
    if (isRefuted(middle)) outside = middle;
    else inside = middle;
  }
  return inside;
}

function logLikelihood(requests: number, bad: number, p: number): number {
  const good = requests - bad;
  return (bad === 0 ? 0 : bad * Math.log(p)) + (good === 0 ? 0 : good * Math.log(1 - p));
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Lanczos' approximation, g = 7: fifteen digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(x: number): number {
  const z = x - 1;
  let sum = LANCZOS[0] ?? 0;
  for (let i = 1; i < LANCZOS.length; i++) sum += (LANCZOS[i] ?? 0) / (z + i);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}
