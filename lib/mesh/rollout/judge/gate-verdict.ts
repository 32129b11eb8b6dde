import type { RateBand } from './rate-band';

/** What one version showed: the share of bad requests, and for latencies the value at the quantile. */
export interface GateReading extends RateBand {
  requests: number;
  bad: number;
  /** Milliseconds at the gate's quantile; undefined for error rates and without requests. */
  latencyMs?: number;
}

/**
 * What is known of a gate. `fail`: the canary is worse, at the stated significance. `pass`: it had enough traffic to be
 * found out, and was not. `undecided`: neither yet. `unclear`: that is for a person to decide.
 */
export interface GateVerdict {
  outcome: 'fail' | 'pass' | 'undecided' | 'unclear';
  /** How sure it is that the canary is worse: the largest share of certainty reached now, 0..1. */
  certainty: number;
  /** The certainty that condemns: 1 - significance. */
  required: number;
  canary: GateReading;
  /** Undefined for gates with a fixed bound. */
  stable?: GateReading;
  /** A request slower than this is bad; undefined for error rates. */
  slowMs?: number;
  /** Bad readings (of gates that count together: failed checks) of earlier steps, which count too. */
  before?: number;
  /** Requests the canary still needs before it may pass. */
  requestsNeeded: number;
  /** What is so, in one sentence. */
  sentence: string;
  /** What would have made it otherwise, in one sentence. */
  otherwise: string;
}
