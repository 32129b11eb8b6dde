import { createPoint, type Point } from '../../../mesh/metrics/point';
import type { CopyRow } from '../database/copy-out';
import { mergeLatency } from './latency-codec';

/** Numbers of one series in a frame: the counters of `Point` in the order of the tier tables. */
const COUNTERS = 10;

/**
 * All series of one closed bucket in a few typed arrays: a hundredth of the objects that rows would be, and one read of
 * the database for all graphs that span the bucket. Histograms stay encoded and are merged from their bytes.
 */
export class PointFrame {
  readonly series: Int32Array;
  private readonly counters: Float64Array;
  private readonly latencyEnds: Uint32Array;
  private readonly latencies: Uint8Array;

  constructor(series: Int32Array, counters: Float64Array, latencyEnds: Uint32Array, latencies: Uint8Array) {
    this.series = series;
    this.counters = counters;
    this.latencyEnds = latencyEnds;
    this.latencies = latencies;
  }

  get byteLength(): number {
    return (
      this.series.byteLength +
      this.counters.byteLength +
      this.latencyEnds.byteLength +
      this.latencies.byteLength
    );
  }

  /** Adds every point of the frame to `into`. */
  mergeInto(into: Map<number, Point>): void {
    for (let i = 0; i < this.series.length; i++) {
      const series = this.series[i] ?? 0;
      let target = into.get(series);
      if (target === undefined) {
        target = createPoint();
        into.set(series, target);
      }
      this.mergeOne(target, i);
    }
  }

  private mergeOne(target: Point, i: number): void {
    const { counters } = this;
    const at = i * COUNTERS;
    target.requests += counters[at] ?? 0;
    target.durationUs += counters[at + 1] ?? 0;
    target.requestBytes += counters[at + 2] ?? 0;
    target.responseBytes += counters[at + 3] ?? 0;
    target.tcpOpened += counters[at + 4] ?? 0;
    target.tcpClosed += counters[at + 5] ?? 0;
    target.tcpSentBytes += counters[at + 6] ?? 0;
    target.tcpReceivedBytes += counters[at + 7] ?? 0;
    target.requestMessages += counters[at + 8] ?? 0;
    target.responseMessages += counters[at + 9] ?? 0;
    const start = i === 0 ? 0 : (this.latencyEnds[i - 1] ?? 0);
    mergeLatency(target.latency, this.latencies, start, this.latencyEnds[i] ?? 0);
  }
}

/** Gathers the rows of one bucket. */
export class PointFrameBuilder {
  private series: number[] = [];
  private counters: number[] = [];
  private ends: number[] = [];
  private latencies: Buffer[] = [];
  private latencyBytes = 0;

  /** Takes a row in `POINT_COLUMNS` order. */
  add(row: CopyRow): void {
    this.series.push(row.int4(1));
    for (let field = 2; field <= 5; field++) this.counters.push(row.int8(field));
    for (let field = 7; field <= 12; field++) this.counters.push(row.int8(field));
    const latency = Buffer.from(row.view(6));
    this.latencyBytes += latency.length;
    this.latencies.push(latency);
    this.ends.push(this.latencyBytes);
  }

  build(): PointFrame {
    return new PointFrame(
      Int32Array.from(this.series),
      Float64Array.from(this.counters),
      Uint32Array.from(this.ends),
      new Uint8Array(Buffer.concat(this.latencies)),
    );
  }
}
