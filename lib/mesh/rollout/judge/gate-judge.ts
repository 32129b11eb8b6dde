import { createHistogram, type Histogram, mergeHistogram, quantile } from '../../metrics/histogram';
import { failingAlternatives, SLOW_ALTERNATIVES, TOLERATED_ODDS } from './alternatives';
import {
  type BoundTest,
  boundEvidence,
  createBoundTest,
  forgiveBound,
  observeBound,
  requestsToNotice,
} from './bound-test';
import { countAbove } from './count-above';
import { explainGate } from './explain-gate';
import type { JudgedSecond, TestedGate, VersionSecond } from './gate';
import type { GateReading, GateVerdict } from './gate-verdict';
import { rateBand } from './rate-band';
import { type Alternative, logMean } from './share-test';
import { type Bar, LOWER_BARS, SlowBar } from './slow-bar';
import { StableComparison } from './stable-comparison';

/** What lies below this part of the smallest difference that matters is too small to be a reason. */
const NEGLIGIBLE_PART = 0.5;
const SMALLEST_SHARE = 0.0005;
/** How sure it has to be that a difference matters; that there is one has to be sure at the significance. */
const MATTERS_SIGNIFICANCE = 0.5;
/** So many requests stable is taken to have had before it was looked at, with the smallest share that matters failed. */
const PRIOR_REQUESTS = 100;
/** A bar that has moved by this part is another one. */
const MOVED_PART = 0.25;
/** Nobody waits for more requests than that; JSON knows no infinity. */
const MOST_NEEDED = 1e9;

interface VersionTotals {
  requests: number;
  bad: number;
  latency: Histogram;
}

/**
 * Judges one gate second by second. A gate against the stable version fails only when it is sure, at the significance,
 * that the canary has more than its share of the bad requests, and more likely than not that so many matter at all.
 */
export class GateJudge {
  readonly gate: TestedGate;
  private readonly significance: number;
  private readonly follower: SlowBar | undefined;
  private bar: Bar | undefined;
  /** One for each bar; none against a fixed bound. */
  private readonly comparisons: readonly StableComparison[];
  private readonly bound: BoundTest = createBoundTest();
  /** The bar that the bound was last measured by. */
  private measuredUs = 0;
  private readonly stable: VersionTotals = { requests: 0, bad: 0, latency: createHistogram() };
  private readonly canary: VersionTotals = { requests: 0, bad: 0, latency: createHistogram() };

  /** `reference` holds the stable version's durations (microseconds) before the judgement began. */
  constructor(gate: TestedGate, significance: number, reference: Histogram) {
    this.gate = gate;
    this.significance = significance;
    const tolerated = gate.kind === 'latency' ? TOLERATED_ODDS.slow : TOLERATED_ODDS.failing;
    const bars = gate.kind === 'latency' ? 1 + LOWER_BARS : 1;
    this.comparisons = Array.from(
      { length: gate.against === 'stable' ? bars : 0 },
      () => new StableComparison(this.alternatives(), tolerated),
    );
    if (gate.kind === 'latency' && gate.against === 'stable') {
      this.follower = new SlowBar(gate, reference, TOLERATED_ODDS.slow, NEGLIGIBLE_PART);
      this.bar = this.follower.settle();
    } else this.bar = fixedBar(gate);
  }

  observe({ stable, canary }: JudgedSecond): void {
    this.compare(stable, canary);
    if (this.follower === undefined) return;
    this.follower.learn(stable.latency);
    this.bar = this.follower.settle();
    const slowUs = this.bar?.slowUs ?? 0;
    if (Math.abs(slowUs - this.measuredUs) <= slowUs * MOVED_PART) return;
    this.measuredUs = slowUs;
    forgiveBound(this.bound);
  }

  private compare(stable: VersionSecond, canary: VersionSecond): void {
    const { bar } = this;
    const alternatives = this.alternatives();
    const stableBad = this.add(this.stable, stable, bar);
    const canaryBad = this.add(this.canary, canary, bar);
    if (bar === undefined) return;
    observeBound(this.bound, bar.allowed, canary.requests, canaryBad);
    const requests = { stableRequests: stable.requests, canaryRequests: canary.requests };
    for (const [index, comparison] of this.comparisons.entries()) {
      const lowerUs = bar.lowerUs[index - 1];
      const bad =
        lowerUs === undefined
          ? { stableBad, canaryBad }
          : {
              stableBad: countAbove(stable.latency, lowerUs),
              canaryBad: countAbove(canary.latency, lowerUs),
            };
      comparison.observe({ ...requests, ...bad }, alternatives);
    }
  }

  /** What is known before the next second. */
  private alternatives(): readonly Alternative[] {
    if (this.gate.kind === 'latency') return SLOW_ALTERNATIVES;
    const { bad, requests } = this.stable;
    const { share } = this.gate;
    return failingAlternatives(share, (bad + share * PRIOR_REQUESTS) / (requests + PRIOR_REQUESTS));
  }

  verdict(): GateVerdict {
    const evidence = this.evidence();
    const slowUs = this.bar?.slowUs;
    const needed = this.requestsNeeded();
    const missing = Math.max(0, needed - this.canary.requests);
    const outcome = evidence >= -Math.log(this.significance) ? 'fail' : missing === 0 ? 'pass' : 'undecided';
    const facts = {
      outcome,
      certainty: Math.max(0, 1 - Math.exp(-Math.max(0, evidence))),
      required: 1 - this.significance,
      canary: this.read(this.canary),
      ...(this.comparisons.length === 0 ? {} : { stable: this.read(this.stable) }),
      ...(slowUs === undefined ? {} : { slowMs: slowUs / 1_000 }),
      requestsNeeded: missing,
    } as const;
    return { ...facts, ...explainGate(this.gate, facts) };
  }

  /** How sure it is that the canary is worse, as far as that matters. */
  private evidence(): number {
    const factor = Math.max(1, ...this.comparisons.map((comparison) => comparison.dispersionFactor));
    const matters = boundEvidence(this.bound, factor);
    if (this.comparisons.length === 0) return matters;
    const worse = logMean(this.comparisons.map((comparison) => comparison.evidence()));
    return matters >= -Math.log(MATTERS_SIGNIFICANCE) ? worse : Math.min(worse, matters);
  }

  /** Enough that a canary with the smallest difference that matters would have been found out. */
  private requestsNeeded(): number {
    if (this.bar === undefined) return MOST_NEEDED;
    const { allowed: bound, smallestBad } = this.bar;
    const { requests, bad } = this.stable;
    const stableRate = this.comparisons.length === 0 || requests === 0 ? 0 : bad / requests;
    const allowed = Math.max(bound, stableRate);
    const worse = Math.max(smallestBad, stableRate + smallestBad);
    return Math.min(MOST_NEEDED, requestsToNotice(allowed, Math.min(0.999, worse), this.significance));
  }

  private add(totals: VersionTotals, second: VersionSecond, bar: Bar | undefined): number {
    const bad =
      this.gate.kind === 'error-rate'
        ? second.errors
        : countAbove(second.latency, bar?.slowUs ?? Number.POSITIVE_INFINITY);
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

/** The bar of a gate that looks at nobody's past. */
function fixedBar(gate: TestedGate): Bar {
  if (gate.kind === 'latency') {
    const tail = Math.max(SMALLEST_SHARE, 1 - gate.quantile);
    return {
      slowUs: (gate.boundMs ?? 0) * 1_000,
      lowerUs: [],
      allowed: tail,
      smallestBad: Math.min(0.95, tail * 2),
    };
  }
  const share = Math.min(0.9, Math.max(SMALLEST_SHARE, gate.share));
  if (gate.against === 'stable')
    return { slowUs: undefined, lowerUs: [], allowed: share * NEGLIGIBLE_PART, smallestBad: share };
  return { slowUs: undefined, lowerUs: [], allowed: share, smallestBad: Math.min(0.95, share * 2) };
}
