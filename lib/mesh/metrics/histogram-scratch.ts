import { bucketValue, type Histogram, MAX_INDEX } from './histogram';

/** The buckets of a sum in which there is something, to be added again. */
export interface HistogramSum {
  zero: number;
  indexes: Uint16Array;
  counts: Float64Array;
}

/**
 * A place to add up many histograms one group after another without making one for each group: quantiles of thousands
 * of edges cost no memory.
 */
export class HistogramScratch {
  private readonly counts = new Float64Array(MAX_INDEX + 1);
  private zero = 0;
  private first = MAX_INDEX + 1;
  private last = -1;

  /** Adds `weight` (0..1) of every observation. */
  add({ zero, offset, counts }: Histogram, weight: number): void {
    this.zero += zero * weight;
    const { length } = counts;
    if (length === 0) return;
    const sums = this.counts;
    // Most buckets of a sparse histogram are empty, and a Float64Array never holds undefined.
    for (let i = 0; i < length; i++) {
      const count = counts[i] as number;
      if (count !== 0) (sums[offset + i] as number) += count * weight;
    }
    if (offset < this.first) this.first = offset;
    if (offset + length - 1 > this.last) this.last = offset + length - 1;
  }

  /** Adds everything another one holds now. */
  addScratch(other: HistogramScratch): void {
    this.zero += other.zero;
    for (let i = other.first; i <= other.last; i++) {
      this.counts[i] = (this.counts[i] as number) + (other.counts[i] as number);
    }
    if (other.first < this.first) this.first = other.first;
    if (other.last > this.last) this.last = other.last;
  }

  /** Adds what was copied once. */
  addSum({ zero, indexes, counts }: HistogramSum): void {
    this.zero += zero;
    const { length } = indexes;
    for (let i = 0; i < length; i++) (this.counts[indexes[i] as number] as number) += counts[i] as number;
    if (length === 0) return;
    this.first = Math.min(this.first, indexes[0] as number);
    this.last = Math.max(this.last, indexes[length - 1] as number);
  }

  /** A copy of everything it holds now. */
  copy(): HistogramSum {
    let used = 0;
    for (let i = this.first; i <= this.last; i++) if (this.counts[i] !== 0) used++;
    const sum = { zero: this.zero, indexes: new Uint16Array(used), counts: new Float64Array(used) };
    let at = 0;
    for (let i = this.first; i <= this.last; i++) {
      const count = this.counts[i] as number;
      if (count === 0) continue;
      sum.indexes[at] = i;
      sum.counts[at++] = count;
    }
    return sum;
  }

  /** The values at ascending quantiles, undefined when nothing was added; forgets everything. */
  takeQuantiles(ascending: readonly number[]): number[] | undefined {
    const total = this.total();
    if (total <= 0) {
      this.clear();
      return undefined;
    }
    const values: number[] = [];
    let seen = this.zero;
    let next = this.first;
    for (const q of ascending) {
      const rank = Math.max(1, Math.ceil(q * total));
      while (seen < rank && next <= this.last) seen += this.counts[next++] ?? 0;
      values.push(next === this.first ? 0 : bucketValue(next - 1));
    }
    this.clear();
    return values;
  }

  private total(): number {
    const sums = this.counts;
    let total = this.zero;
    for (let i = this.first; i <= this.last; i++) total += sums[i] as number;
    return total;
  }

  private clear(): void {
    if (this.last >= 0) this.counts.fill(0, this.first, this.last + 1);
    this.zero = 0;
    this.first = MAX_INDEX + 1;
    this.last = -1;
  }
}
