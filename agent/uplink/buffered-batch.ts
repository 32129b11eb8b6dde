import type { SeriesLabels } from '../../lib/mesh/metrics/series-labels';

/** A series as a batch needs it explained. */
export interface SeriesDefinition {
  readonly id: number;
  readonly labels: SeriesLabels;
}

/** How much telemetry a batch carries: what is lost with it. */
export interface BatchCounts {
  readonly points: number;
  readonly logs: number;
  readonly spans: number;
}

/** A batch as it waits for its acknowledgement. */
export interface BufferedBatch {
  readonly sequence: number;
  /** The whole message, as it is sent and sent again. */
  readonly json: Buffer;
  readonly bytes: number;
  /** Those of its spans; absent from batches that were read back from a file. */
  readonly spanBytes?: number;
  readonly counts: BatchCounts;
  readonly series: readonly SeriesDefinition[];
}
