import { addToBucket } from '../../mesh/metrics/histogram';
import type { Point } from '../../mesh/metrics/point';
import type { PointSample } from '../store/contract/telemetry-sink';
import { maxSampleBytes, SampleReader, writeSample } from './sample-codec';

interface Slab {
  bytes: Uint8Array;
  used: number;
  newestSecond: number;
}

/**
 * Samples in the order of their arrival, encoded in slabs that are dropped whole, oldest first. A sample is named by a
 * number that only grows (slab number times slab size plus offset), so what points to a dropped one is recognised.
 */
export class SampleArena {
  private readonly slabs: Slab[] = [];
  private firstSlab = 0;
  private readonly reader = new SampleReader();
  private readonly slabBytes: number;

  constructor(slabBytes: number) {
    this.slabBytes = slabBytes;
  }

  /** The number of the stored sample, undefined when it is larger than a slab. */
  append(sample: PointSample): number | undefined {
    const size = maxSampleBytes(sample.point);
    if (size > this.slabBytes) return undefined;
    const slab = this.slabWithRoom(size);
    const at = slab.used;
    slab.used = writeSample(slab.bytes, at, sample.series, sample.second, sample.point);
    slab.newestSecond = Math.max(slab.newestSecond, sample.second);
    return (this.firstSlab + this.slabs.length - 1) * this.slabBytes + at;
  }

  /** Samples below this number are gone. */
  firstReference(): number {
    return this.firstSlab * this.slabBytes;
  }

  bytes(): number {
    return this.slabs.length * this.slabBytes;
  }

  /** Newest second in the oldest slab, undefined when only the one being filled is left. */
  oldestSlabSecond(): number | undefined {
    return this.slabs.length < 2 ? undefined : this.slabs[0]?.newestSecond;
  }

  dropOldestSlab(): void {
    if (this.slabs.shift() !== undefined) this.firstSlab++;
  }

  secondOf(reference: number): number {
    this.seek(reference);
    return this.reader.next();
  }

  seriesOf(reference: number): number {
    this.seek(reference);
    this.reader.next();
    return this.reader.next();
  }

  /** Adds a sample to `target`, or takes it away again with `sign` -1. */
  addTo(target: Point, reference: number, sign: 1 | -1): void {
    this.seek(reference);
    const { reader } = this;
    reader.next();
    reader.next();
    target.requests += sign * reader.next();
    target.durationUs += sign * reader.next();
    target.requestBytes += sign * reader.next();
    target.responseBytes += sign * reader.next();
    target.requestMessages += sign * reader.next();
    target.responseMessages += sign * reader.next();
    target.tcpOpened += sign * reader.next();
    target.tcpClosed += sign * reader.next();
    target.tcpSentBytes += sign * reader.next();
    target.tcpReceivedBytes += sign * reader.next();
    target.latency.zero += sign * reader.next();
    let index = 0;
    for (let pairs = reader.next(); pairs > 0; pairs--) {
      index += reader.next();
      addToBucket(target.latency, index, sign * reader.next());
    }
  }

  private seek(reference: number): void {
    const slab = this.slabs[Math.floor(reference / this.slabBytes) - this.firstSlab];
    if (slab === undefined) throw new Error(`Sample ${reference} is no longer in memory`);
    this.reader.seek(slab.bytes, reference % this.slabBytes);
  }

  private slabWithRoom(size: number): Slab {
    const last = this.slabs.at(-1);
    if (last !== undefined && last.used + size <= this.slabBytes) return last;
    const slab = { bytes: new Uint8Array(this.slabBytes), used: 0, newestSecond: 0 };
    this.slabs.push(slab);
    return slab;
  }
}
