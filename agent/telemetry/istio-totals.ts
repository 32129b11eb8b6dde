import { ISTIO_BUCKETS } from '../../lib/mesh/metrics/istio-buckets';
import type { SeriesLabels } from '../../lib/mesh/metrics/series-labels';

/** A histogram with Istio's bounds; `counts` is by bucket, not cumulative, and its last one is +Inf. */
export interface FixedHistogram {
  readonly counts: Float64Array;
  sum: number;
}

/** What Prometheus reads of one label set (Istio's labels, without the operation): totals since the start. */
export interface IstioTotals {
  readonly labels: SeriesLabels;
  /** Values of the tags that a Telemetry resource adds or replaces. */
  readonly tags?: Readonly<Record<string, string>>;
  requests: number;
  requestMessages: number;
  responseMessages: number;
  readonly durationMs: FixedHistogram;
  readonly requestBytes: FixedHistogram;
  readonly responseBytes: FixedHistogram;
  tcpOpened: number;
  tcpClosed: number;
  tcpSentBytes: number;
  tcpReceivedBytes: number;
}

export function createIstioTotals(labels: SeriesLabels, tags?: IstioTotals['tags']): IstioTotals {
  return {
    labels,
    ...(tags === undefined ? {} : { tags }),
    requests: 0,
    requestMessages: 0,
    responseMessages: 0,
    durationMs: createFixedHistogram(),
    requestBytes: createFixedHistogram(),
    responseBytes: createFixedHistogram(),
    tcpOpened: 0,
    tcpClosed: 0,
    tcpSentBytes: 0,
    tcpReceivedBytes: 0,
  };
}

function createFixedHistogram(): FixedHistogram {
  return { counts: new Float64Array(ISTIO_BUCKETS.length + 1), sum: 0 };
}

/** Counts an integer, as Envoy's histograms do: durations are truncated to whole milliseconds before. */
export function countValue(histogram: FixedHistogram, value: number): void {
  histogram.sum += value;
  let bucket = 0;
  while (bucket < ISTIO_BUCKETS.length && value > (ISTIO_BUCKETS[bucket] ?? 0)) bucket++;
  histogram.counts[bucket] = (histogram.counts[bucket] ?? 0) + 1;
}
