/**
 * Whether the canary has more than its share of the bad requests, judged anew after every second without ever losing
 * the stated significance (an e-process: Ville's inequality bounds the chance that a healthy canary is ever condemned).
 *
 * In one block of time n1 requests went to the canary and n0 to the stable version, and k of all of them were bad. If
 * neither is worse, the canary's part of the k is hypergeometric whatever the common rate of that block was, so load,
 * daily waves and trouble that both versions share drop out. A binomial part is at least as spread out (Hoeffding), and
 * the likelihood ratio is convex in it, so the binomial ratio below keeps its expectation of at most one. Ratios for
 * several odds are averaged: no need to know how bad a bad canary will be. The odds may change from block to block, as
 * long as they are chosen before the block is seen.
 */

/** One block of time: requests of both versions, and the bad ones (failed, or too slow) among them. */
export interface ShareBlock {
  stableRequests: number;
  stableBad: number;
  canaryRequests: number;
  canaryBad: number;
}

/** How much worse a canary could be: how many times stable's odds of a bad request it has. */
export interface Alternative {
  odds: number;
  /** Its part of the average. */
  weight: number;
}

/** The evidence so far: the log likelihood ratio of each alternative. */
export interface ShareTest {
  readonly logRatios: number[];
}

/** A test that has seen nothing, of so many alternatives. */
export function createShareTest(alternatives: number): ShareTest {
  return { logRatios: new Array<number>(alternatives).fill(0) };
}

/**
 * Adds one block, in place; blocks that had no bad request, or only one version's traffic, say nothing. `tolerated` are
 * the odds that nobody minds.
 */
export function observeShare(
  test: ShareTest,
  block: ShareBlock,
  tolerated: number,
  alternatives: readonly Alternative[],
): void {
  const { stableRequests, canaryRequests, canaryBad } = block;
  if (stableRequests <= 0 || canaryRequests <= 0) return;
  const bad = block.stableBad + canaryBad;
  if (bad <= 0) return;
  const fair = shareAt(tolerated, stableRequests, canaryRequests);
  for (const [index, { odds }] of alternatives.entries()) {
    const share = shareAt(odds, stableRequests, canaryRequests);
    const ratio = canaryBad * Math.log(share / fair) + (bad - canaryBad) * Math.log((1 - share) / (1 - fair));
    test.logRatios[index] = (test.logRatios[index] ?? 0) + ratio;
  }
}

/**
 * The natural logarithm of the evidence against the canary; condemn it at -ln(significance). `dispersion` (1 or more)
 * weakens evidence from requests that fail in clumps.
 */
export function shareEvidence(
  { logRatios }: ShareTest,
  alternatives: readonly Alternative[],
  dispersion = 1,
): number {
  const total = alternatives.reduce((sum, { weight }) => sum + weight, 0);
  return logSum(
    logRatios.map(
      (ratio, index) => ratio / dispersion + Math.log((alternatives[index]?.weight ?? 0) / total),
    ),
  );
}

/** The canary's expected part of the bad requests when its odds of a bad one are `odds` times the stable version's. */
export function shareAt(odds: number, stableRequests: number, canaryRequests: number): number {
  return (odds * canaryRequests) / (odds * canaryRequests + stableRequests);
}

/** ln of the mean of exponentials, without overflow. */
export function logMean(logs: readonly number[]): number {
  return logSum(logs) - Math.log(logs.length);
}

function logSum(logs: readonly number[]): number {
  const top = Math.max(...logs);
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - top);
  return top + Math.log(sum);
}
