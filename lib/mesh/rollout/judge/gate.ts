import type { Histogram } from '../../metrics/histogram';

/** One condition that the canary must keep. */
export type Gate = ErrorGate | LatencyGate | ThresholdGate | QueryGate;

/** The gates that are judged by a test, at a stated significance. */
export type TestedGate = ErrorGate | LatencyGate;

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

/** The bounds a reading must keep; both ends belong to it. */
export interface Bounds {
  min?: number;
  max?: number;
}

/** What a reading counts as. */
export type Meaning = 'good' | 'bad' | 'unclear';

/** A number that is read once an interval and must lie within bounds; the way of Flagger and of Argo Rollouts. */
export interface ReadingGate extends Bounds {
  /** Narrower bounds of readings that let the canary pass; what lies between is unclear: neither good nor bad. */
  good?: Bounds;
  intervalSeconds: number;
  /** So many bad readings condemn the canary; good ones do not make up for them. */
  failures: number;
  /**
   * Counted together with the plan's other gates that say so, the way of Flagger: an interval in which one of them is bad
   * is one failed check, whichever it is; so many intervals in which all are good as fit in the step let it go on.
   */
  isShared?: boolean;
  /** What nothing to read counts as; where nothing is said it is waited for. */
  empty?: Meaning;
  /** So many times in a row with nothing to read condemn the canary. */
  emptyInARow?: number;
  /** What "not a number" counts as; as nothing to read where nothing is said. */
  notANumber?: Meaning;
  /** So many unclear readings leave it to a person; where nothing is said they are waited out. */
  unclear?: number;
  /** So many readings let the step go on, whatever they say as long as they condemn nothing; else one good one does. */
  count?: number;
  /** So many good readings in a row let the step go on; with fewer among `count` it is left to a person. */
  goodInARow?: number;
}

/** Share of good requests (0..100) or milliseconds at a quantile, of the canary alone. */
export interface ThresholdGate extends ReadingGate {
  kind: 'threshold';
  metric: 'success-rate' | 'duration';
  /** Only for `duration`, 0..1. */
  quantile?: number;
}

/** The answer of a Prometheus to a query: one number. */
export interface QueryGate extends ReadingGate {
  kind: 'query';
  name: string;
  /** Base address of the Prometheus. */
  url: string;
  query: string;
  /** It is not asked before; it is asked for the first time an interval later. */
  delaySeconds?: number;
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
