import { createPoint, type LivePoint } from '../../mesh/metrics/point';
import { RecentChanges } from './recent-changes';
import type { SampleArena } from './sample-arena';

interface RunningPoint extends LivePoint {
  /** Samples summed up here; at 0 the series has left the window. */
  samples: number;
}

/**
 * The sums of one window that moves with time: a second that enters is added, one that leaves is taken away, so asking
 * again a moment later costs what changed and not the whole window. All fields are integers, so nothing drifts.
 */
export class RunningTotals {
  readonly points = new Map<number, RunningPoint>();
  /** Which of them changed lately. */
  readonly changes = new RecentChanges();
  private readonly arena: SampleArena;
  private readonly bySecond: ReadonlyMap<number, readonly number[]>;
  private from: number;
  private to: number;
  /** Samples that left the window and are still in the sums: taken away a few at a time, or all before a read. */
  private leaving: number[] = [];

  constructor(
    arena: SampleArena,
    bySecond: ReadonlyMap<number, readonly number[]>,
    from: number,
    to: number,
  ) {
    this.arena = arena;
    this.bySecond = bySecond;
    this.from = from;
    this.to = from;
    this.moveTo(from, to);
  }

  /** Samples that have to be added or taken away to move the window there. */
  costOf(from: number, to: number): number {
    let samples = 0;
    forEachBetween(this.from, from, (second) => {
      samples += this.bySecond.get(second)?.length ?? 0;
    });
    forEachBetween(this.to, to, (second) => {
      samples += this.bySecond.get(second)?.length ?? 0;
    });
    return samples;
  }

  /** Moves either end either way; every second between must still be in memory. */
  moveTo(from: number, to: number): void {
    this.settle(Number.POSITIVE_INFINITY);
    const [oldFrom, oldTo] = [this.from, this.to];
    if (from >= oldTo || to <= oldFrom) {
      this.points.clear();
      forEachBetween(from, to, (second) => this.takeSecond(second, 1));
    } else {
      // Adding first keeps a series that is in both windows from being dropped and made anew.
      if (to > oldTo) forEachBetween(oldTo, to, (second) => this.takeSecond(second, 1));
      if (from < oldFrom) forEachBetween(from, oldFrom, (second) => this.takeSecond(second, 1));
      if (from > oldFrom) forEachBetween(oldFrom, from, (second) => this.takeSecond(second, -1));
      if (to < oldTo) forEachBetween(to, oldTo, (second) => this.takeSecond(second, -1));
    }
    this.from = from;
    this.to = to;
  }

  /** As `moveTo` forwards, but leaves the taking away to `settle`: the sums are right only after it. */
  slideTo(from: number, to: number): void {
    if (from < this.from || from >= this.to || to < this.to) {
      this.moveTo(from, to);
      return;
    }
    forEachBetween(this.from, from, (second) => {
      for (const reference of this.bySecond.get(second) ?? []) this.leaving.push(reference);
    });
    forEachBetween(this.to, to, (second) => this.takeSecond(second, 1));
    this.from = from;
    this.to = to;
  }

  /** Takes at most `samples` of those that left out of the sums. */
  settle(samples: number): void {
    const due = samples >= this.leaving.length ? this.leaving : this.leaving.slice(-samples);
    for (const reference of due) this.apply(this.arena.seriesOf(reference), reference, -1);
    this.leaving.length -= due === this.leaving ? this.leaving.length : due.length;
  }

  /** Forgets the seconds before `from`, which are about to leave memory. */
  startAt(from: number): void {
    this.settle(Number.POSITIVE_INFINITY);
    if (from > this.from) this.moveTo(from, Math.max(from, this.to));
  }

  /** Takes in a sample that has just been stored. */
  addSample(series: number, second: number, reference: number): void {
    if (second >= this.from && second < this.to) this.apply(series, reference, 1);
  }

  private takeSecond(second: number, sign: 1 | -1): void {
    for (const reference of this.bySecond.get(second) ?? []) {
      this.apply(this.arena.seriesOf(reference), reference, sign);
    }
  }

  private apply(series: number, reference: number, sign: 1 | -1): void {
    let point = this.points.get(series);
    if (point === undefined) {
      point = { ...createPoint(), samples: 0, revision: 0 };
      this.points.set(series, point);
    }
    point.samples += sign;
    point.revision++;
    this.changes.note(series, this.points.size);
    if (point.samples === 0) this.points.delete(series);
    else this.arena.addTo(point, reference, sign);
  }
}

function forEachBetween(a: number, b: number, act: (second: number) => void): void {
  for (let second = Math.min(a, b); second < Math.max(a, b); second++) act(second);
}
