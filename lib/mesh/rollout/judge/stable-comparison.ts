import { createDispersion, dispersionFactor, observeDispersion } from './dispersion';
import {
  type Alternative,
  createShareTest,
  observeShare,
  type ShareBlock,
  shareEvidence,
} from './share-test';

/** One thing that makes a request bad, compared second by second between both versions. */
export class StableComparison {
  private alternatives: readonly Alternative[];
  private readonly tolerated: number;
  private readonly share;
  private readonly dispersion = createDispersion();

  /** Up to `tolerated` times stable's odds of a bad request are not held against the canary. */
  constructor(alternatives: readonly Alternative[], tolerated: number) {
    this.alternatives = alternatives;
    this.tolerated = tolerated;
    this.share = createShareTest(alternatives.length);
  }

  /** Adds a second; `alternatives` were chosen before it began, as many as there were at first. */
  observe(second: ShareBlock, alternatives: readonly Alternative[]): void {
    this.alternatives = alternatives;
    observeShare(this.share, second, this.tolerated, alternatives);
    observeDispersion(this.dispersion, second);
  }

  /** The factor by which clumps weaken evidence. */
  get dispersionFactor(): number {
    return dispersionFactor(this.dispersion);
  }

  /** The natural logarithm of the evidence that the canary is worse than stable. */
  evidence(): number {
    return shareEvidence(this.share, this.alternatives, this.dispersionFactor);
  }
}
