import { createHistogram, type Histogram, mergeHistogram, quantile } from '../../metrics/histogram';
import { type BoundTest, boundEvidence, createBoundTest, observeBound, requestsToNotice } from './bound-test';
import { countAbove } from './count-above';
import { createDispersion, type Dispersion, dispersionFactor, observeDispersion } from './dispersion';
import { explainGate } from './explain-gate';
import type { JudgedSecond, TestedGate, VersionSecond } from './gate';
import type { GateReading, GateVerdict } from './gate-verdict';
import { rateBand } from './rate-band';
import { createShareTest, observeShare, type ShareTest, shareEvidence } from './share-test';

/** Odds of a bad request up to this many times the stable version's are not held against the canary. */
const TOLERATED_ODDS = 1.15;
/** What lies below this part of the smallest difference that matters is too small to be a reason. */
const NEGLIGIBLE_PART = 0.5;

interface VersionTotals {
  requests: number;
  bad: number;
  latency: Histogram;
}

/**
 * Judges one gate second by second. A gate against the stable version fails only when two things are sure: the canary
 * has more than its share of the bad requests, and that many bad requests matter at all.
 */
export class GateJudge {
  readonly gate: TestedGate;
  private readonly significance: number;
  private readonly slowUs: number | undefined;
  private readonly share: ShareTest | undefined;
  private readonly bound: BoundTest;
  private readonly dispersion: Dispersion = createDispersion();
  private readonly stable: VersionTotals = { requests: 0, bad: 0, latency: createHistogram() };
  private readonly canary: VersionTotals = { requests: 0, bad: 0, latency: createHistogram() };
  private readonly smallestBad: number;

  /**
   * `reference` holds the stable version's durations (microseconds) before the judgement began: what counts as slow is
   * settled by the past, never by the seconds that are judged.
   */
  constructor(gate: TestedGate, significance: number, reference: Histogram) {
    this.gate = gate;
    this.significance = significance;
    const { slowUs, allowed, smallestBad } = settle(gate, reference);
    this.slowUs = slowUs;
    this.smallestBad = smallestBad;
    this.bound = createBoundTest(allowed);
    if (gate.against === 'stable') this.share = createShareTest(TOLERATED_ODDS);
  }

  observe({ stable, canary }: JudgedSecond): void {
    const stableBad = this.add(this.stable, stable);
    const canaryBad = this.add(this.canary, canary);
    observeBound(this.bound, canary.requests, canaryBad);
    if (this.share === undefined) return;
    const block = {
      stableRequests: stable.requests,
      stableBad,
      canaryRequests: canary.requests,
      canaryBad,
    };
    observeShare(this.share, block);
    observeDispersion(this.dispersion, block);
  }

  verdict(): GateVerdict {
    const evidence = this.evidence();
    const needed = this.requestsNeeded();
    const missing = Math.max(0, needed - this.canary.requests);
    const outcome = evidence >= -Math.log(this.significance) ? 'fail' : missing === 0 ? 'pass' : 'undecided';
    const facts = {
      outcome,
      certainty: Math.max(0, 1 - Math.exp(-Math.max(0, evidence))),
      required: 1 - this.significance,
      canary: this.read(this.canary),
      ...(this.share === undefined ? {} : { stable: this.read(this.stable) }),
      ...(this.slowUs === undefined ? {} : { slowMs: this.slowUs / 1_000 }),
      requestsNeeded: missing,
    } as const;
    return { ...facts, ...explainGate(this.gate, facts) };
  }

  /** Both must be sure, so the weaker one counts. */
  private evidence(): number {
    const factor = dispersionFactor(this.dispersion);
    const aboveBound = boundEvidence(this.bound, factor);
    return this.share === undefined ? aboveBound : Math.min(aboveBound, shareEvidence(this.share, factor));
  }

  /** Enough that a canary with the smallest difference that matters would have been found out. */
  private requestsNeeded(): number {
    const { requests, bad } = this.stable;
    const stableRate = this.share === undefined || requests === 0 ? 0 : bad / requests;
    const allowed = Math.max(this.bound.bound, stableRate);
    const worse = Math.max(this.smallestBad, stableRate + this.smallestBad);
    return requestsToNotice(allowed, Math.min(0.999, worse), this.significance);
  }

  private add(totals: VersionTotals, second: VersionSecond): number {
    const bad = this.slowUs === undefined ? second.errors : countAbove(second.latency, this.slowUs);
    totals.requests += second.requests;
    totals.bad += bad;
    mergeHistogram(totals.latency, second.latency);
    return bad;
  }

  private read({ requests, bad, latency }: VersionTotals): GateReading {
    const band = rateBand(requests, bad, this.significance);
    const atQuantile = this.gate.kind === 'latency' ? quantile(latency, this.gate.quantile) : undefined;
    return { ...band, requests, bad, ...(atQuantile === undefined ? {} : { latencyMs: atQuantile / 1_000 }) };
  }
}

interface Settled {
  /** Microseconds. */
  slowUs: number | undefined;
  /** Share of bad requests that is no reason by itself. */
  allowed: number;
  /** The smallest share of bad requests that must not go unnoticed. */
  smallestBad: number;
}

const SMALLEST_SHARE = 0.0005;

function settle(gate: TestedGate, reference: Histogram): Settled {
  if (gate.kind === 'error-rate') {
    const share = Math.min(0.9, Math.max(SMALLEST_SHARE, gate.share));
    if (gate.against === 'stable')
      return { slowUs: undefined, allowed: share * NEGLIGIBLE_PART, smallestBad: share };
    return { slowUs: undefined, allowed: share, smallestBad: Math.min(0.95, share * 2) };
  }
  const tail = Math.max(SMALLEST_SHARE, 1 - gate.quantile);
  if (gate.against === 'bound')
    return { slowUs: (gate.boundMs ?? 0) * 1_000, allowed: tail, smallestBad: Math.min(0.95, tail * 2) };
  const slowdown = gate.slowdown ?? 0;
  const atQuantile = quantile(reference, gate.quantile);
  if (atQuantile === undefined)
    return { slowUs: Number.POSITIVE_INFINITY, allowed: tail, smallestBad: tail * 2 };
  const slowUs = atQuantile * (1 + slowdown * NEGLIGIBLE_PART);
  const total = Math.max(1, countAbove(reference, 0));
  // The share that would be slow if everything took `slowdown` longer.
  const shifted = countAbove(reference, slowUs / (1 + slowdown)) / total;
  const normal = Math.max(SMALLEST_SHARE, countAbove(reference, slowUs) / total);
  return { slowUs, allowed: normal * TOLERATED_ODDS, smallestBad: Math.max(shifted, normal * 1.5) };
}
