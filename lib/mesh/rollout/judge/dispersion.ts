/**
 * How much more the canary's part of the bad requests jumps about than chance explains: 1 when requests go bad one by
 * one, more when they do in clumps (a pause of one instance, one caller's storm of retries). Measured over blocks of
 * several seconds around the canary's own average, so that a canary that is evenly worse does not excuse itself.
 */
import { type ShareBlock, shareAt } from './share-test';

/** Blocks that count as if they had shown no clumps: a few blocks prove little. */
const PRIOR_BLOCKS = 5;
const BLOCK_SECONDS = 10;

/** What is needed to know the dispersion: the current block and the finished ones that had anything bad. */
export interface Dispersion {
  readonly blocks: ShareBlock[];
  current: ShareBlock;
  seconds: number;
}

/** Nothing seen. */
export function createDispersion(): Dispersion {
  return { blocks: [], current: emptyBlock(), seconds: 0 };
}

/** Adds one second, in place. */
export function observeDispersion(dispersion: Dispersion, second: ShareBlock): void {
  const { current } = dispersion;
  current.stableRequests += second.stableRequests;
  current.stableBad += second.stableBad;
  current.canaryRequests += second.canaryRequests;
  current.canaryBad += second.canaryBad;
  dispersion.seconds++;
  if (dispersion.seconds < BLOCK_SECONDS) return;
  if (current.stableBad + current.canaryBad > 0 && current.stableRequests > 0 && current.canaryRequests > 0) {
    dispersion.blocks.push(current);
  }
  dispersion.current = emptyBlock();
  dispersion.seconds = 0;
}

/** The factor by which evidence is to be divided, 1 or more. */
export function dispersionFactor({ blocks }: Dispersion): number {
  if (blocks.length < 2) return 1;
  const odds = meanOdds(blocks);
  let sum = 0;
  for (const { stableRequests, stableBad, canaryRequests, canaryBad } of blocks) {
    const bad = stableBad + canaryBad;
    const share = shareAt(odds, stableRequests, canaryRequests);
    const variance = bad * share * (1 - share);
    if (variance > 0) sum += (canaryBad - bad * share) ** 2 / variance;
  }
  return Math.max(1, (sum + PRIOR_BLOCKS) / (blocks.length - 1 + PRIOR_BLOCKS));
}

/** Mantel and Haenszel's odds ratio over all blocks, kept away from 0 and infinity. */
function meanOdds(blocks: readonly ShareBlock[]): number {
  let worse = 0.5;
  let better = 0.5;
  for (const { stableRequests, stableBad, canaryRequests, canaryBad } of blocks) {
    const all = stableRequests + canaryRequests;
    worse += (canaryBad * (stableRequests - stableBad)) / all;
    better += (stableBad * (canaryRequests - canaryBad)) / all;
  }
  return worse / better;
}

function emptyBlock(): ShareBlock {
  return { stableRequests: 0, stableBad: 0, canaryRequests: 0, canaryBad: 0 };
}
