import { createPoint, type Point } from '../../mesh/metrics/point';
import type { SampleArena } from './sample-arena';

interface RunningPoint extends Point {
  /** Samples summed up here; at 0 the series has left the window. */
  samples: number;
}

/**
 * The sums of one window that moves with time: a second that enters is added, one that leaves is taken away, so asking
 * again a moment later costs what changed and not the whole window. All fields are integers, so nothing drifts.
 */
export class RunningTotals {
  readonly points = new Map<number, RunningPoint>();
  private readonly arena: SampleArena;
  private readonly bySecond: ReadonlyMap<number, readonly number[]>;
  private from: number;
  private to: number;

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

  /** Whether the window can be moved there more cheaply than summed up anew. */
  canMoveTo(from: number, to: number): boolean {
    return from >= this.from && to >= this.to && from < this.to;
  }

  moveTo(from: number, to: number): void {
    for (let second = this.to; second < to; second++) this.takeSecond(second, 1);
    for (let second = this.from; second < from; second++) this.takeSecond(second, -1);
    this.from = from;
    this.to = to;
  }

  /** Forgets the seconds before `from`, which are about to leave memory. */
  startAt(from: number): void {
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
      point = { ...createPoint(), samples: 0 };
      this.points.set(series, point);
    }
    point.samples += sign;
    if (point.samples === 0) this.points.delete(series);
    else this.arena.addTo(point, reference, sign);
  }
}
