import type { Histogram } from '../../metrics/histogram';

/** One condition that the canary must keep. */
export type Gate = ErrorGate | LatencyGate;

/** Failed requests: no answer, a 5xx, a gRPC status that is the server's fault. */
export interface ErrorGate {
  kind: 'error-rate';
  /** `stable`: no worse than the stable version at the same time. `bound`: under a fixed share. */
  against: 'stable' | 'bound';
  /** Share of requests, 0..1: the smallest difference from stable that matters, or the bound. */
  share: number;
}

/** Durations of requests at a quantile. */
export interface LatencyGate {
  kind: 'latency';
  against: 'stable' | 'bound';
  /** 0..1, for instance 0.95. */
  quantile: number;
  /** Against `stable`: the smallest slow-down that matters, 0.2 for 20 %. */
  slowdown?: number;
  /** Against `bound`: milliseconds. */
  boundMs?: number;
}

/** What one version did in one second. */
export interface VersionSecond {
  requests: number;
  errors: number;
  /** Microseconds. */
  latency: Histogram;
}

/** One second of both versions. */
export interface JudgedSecond {
  stable: VersionSecond;
  canary: VersionSecond;
}
