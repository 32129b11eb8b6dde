import { createHistogram, type Histogram, histogramCount, quantile } from '../metrics/histogram';
import { mergeWeightedHistogram } from '../metrics/merge-weighted';
import type { LoadCount } from './replay';
import { type FateTarget, targetKey } from './spread';

/** What a workload and version did in the window, whoever called it. */
export interface TargetHistory extends FateTarget {
  requests: number;
  errors: number;
  /** Microseconds. */
  latency: Histogram;
}

/** What callers of a service would see; null where nothing is known. */
export interface ServicePrediction {
  host: string;
  before: PredictedSignals;
  after: PredictedSignals;
  /** Share, 0..1, of the requests after the change that go to versions without any history. */
  withoutHistory: number;
}

/** Of the requests that reach a workload with a history. */
export interface PredictedSignals {
  requests: number;
  errorRate: number | null;
  p99Ms: number | null;
}

const MICROSECONDS = 1_000;

/** Mixes the history of each version by the load it gets: a version keeps its own error rate and latencies. */
export function predictServices(
  load: Iterable<LoadCount>,
  history: readonly TargetHistory[],
): ServicePrediction[] {
  const known = new Map(history.map((one) => [targetKey(one), one]));
  const byHost = new Map<string, LoadCount[]>();
  for (const one of load) byHost.set(one.host, [...(byHost.get(one.host) ?? []), one]);
  return [...byHost].map(([host, targets]) => {
    const after = mix(targets, known, 'after');
    const { total, unknown } = after;
    return {
      host,
      before: mix(targets, known, 'before').signals,
      after: after.signals,
      withoutHistory: total === 0 ? 0 : unknown / total,
    };
  });
}

function mix(
  targets: readonly LoadCount[],
  known: ReadonlyMap<string, TargetHistory>,
  side: 'before' | 'after',
): { signals: PredictedSignals; total: number; unknown: number } {
  const latency = createHistogram();
  let total = 0;
  let unknown = 0;
  let errors = 0;
  for (const target of targets) {
    const requests = target[side];
    total += requests;
    const past = known.get(targetKey(target));
    if (past === undefined || past.requests === 0) {
      unknown += requests;
      continue;
    }
    errors += (requests * past.errors) / past.requests;
    const seen = histogramCount(past.latency);
    if (seen > 0 && requests > 0) mergeWeightedHistogram(latency, past.latency, requests / seen);
  }
  const counted = total - unknown;
  return {
    total,
    unknown,
    signals: {
      requests: total,
      errorRate: counted > 0 ? errors / counted : null,
      p99Ms: toMs(weightedQuantile(latency)),
    },
  };
}

/** Ranks of fractional counts: scaled up so that the smallest share still has a rank. */
function weightedQuantile(latency: Histogram): number | undefined {
  const total = histogramCount(latency);
  if (total <= 0) return undefined;
  const scaled = createHistogram();
  mergeWeightedHistogram(scaled, latency, 1e6 / total);
  return quantile(scaled, 0.99);
}

function toMs(us: number | undefined): number | null {
  return us === undefined ? null : us / MICROSECONDS;
}
