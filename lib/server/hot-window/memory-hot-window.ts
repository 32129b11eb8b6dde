import { createPoint, type Point } from '../../mesh/metrics/point';
import type { PointSteps, PointTotals, TimeWindow } from '../store/contract/point-reader';
import type { PointSample } from '../store/contract/telemetry-sink';
import type { HotWindow } from './hot-window';
import { HOT_WINDOW_LIMITS } from './hot-window-limits';
import { RunningTotals } from './running-totals';
import { SampleArena } from './sample-arena';

/** Samples that leave the pinned windows with a batch, however small it is. */
const SETTLED_AT_LEAST = 64;

interface SeriesIndex {
  /** Numbers of its samples in order of arrival; the first ones may be gone from the arena. */
  references: number[];
  newestSecond: number;
}

export interface HotWindowOptions {
  now: () => number;
  bytes?: number;
  slabBytes?: number;
}

/** The hot window over one arena, indexed by series and by second. */
export class MemoryHotWindow implements HotWindow {
  private readonly now: () => number;
  private readonly maxBytes: number;
  private readonly arena: SampleArena;
  private readonly series = new Map<number, SeriesIndex>();
  /** Newest second of every series that ever reported here, one number each: it outlives the window. */
  private readonly seen = new Map<number, number>();
  private readonly bySecond = new Map<number, number[]>();
  private readonly pinned = new Map<number, RunningTotals>();
  private pinnedTo = 0;
  /** By length in seconds, least recently used first. */
  private readonly running = new Map<number, RunningTotals>();
  private fromSecond: number;
  private newestSecond: number | undefined;
  private changes = 0;

  constructor(options: HotWindowOptions) {
    this.now = options.now;
    this.maxBytes = options.bytes ?? HOT_WINDOW_LIMITS.bytes;
    this.arena = new SampleArena(options.slabBytes ?? HOT_WINDOW_LIMITS.slabBytes);
    this.fromSecond = Math.floor(this.now() / 1000);
    for (const seconds of HOT_WINDOW_LIMITS.pinnedSeconds) {
      this.pinned.set(
        seconds,
        new RunningTotals(this.arena, this.bySecond, this.fromSecond, this.fromSecond),
      );
    }
  }

  /** Takes history: from now on the window is whole from `fromMs` on. */
  warm(fromMs: number, samples: readonly PointSample[]): void {
    this.fromSecond = Math.max(Math.floor(fromMs / 1000), this.horizon());
    this.add(samples);
  }

  add(samples: readonly PointSample[]): void {
    this.forget();
    const newest = Math.floor(this.now() / 1000) + HOT_WINDOW_LIMITS.aheadSeconds;
    let changed = false;
    for (const sample of samples) {
      if (sample.second > newest) continue;
      if (sample.second > (this.seen.get(sample.series) ?? 0)) this.seen.set(sample.series, sample.second);
      if (sample.second < this.fromSecond) continue;
      changed = this.store(sample) || changed;
    }
    if (changed) this.changes++;
    this.movePinned(samples.length);
  }

  coverage(): TimeWindow {
    this.forget();
    const toSecond = Math.max(Math.ceil(this.now() / 1000), (this.newestSecond ?? 0) + 1);
    return { fromMs: this.fromSecond * 1000, toMs: toSecond * 1000 };
  }

  answers(window: TimeWindow, series?: readonly number[]): boolean {
    const held = this.coverage();
    if (window.fromMs < held.fromMs) return false;
    const { from, to } = this.cut(window);
    const cost = series === undefined ? this.costOfTotals(from, to) : this.samplesOf(series);
    return cost <= HOT_WINDOW_LIMITS.samplesPerRead;
  }

  newestMs(): number | undefined {
    return this.newestSecond === undefined ? undefined : (this.newestSecond + 1) * 1000;
  }

  version(): number {
    return this.changes;
  }

  bytes(): number {
    return this.arena.bytes();
  }

  seriesCount(): number {
    return this.series.size;
  }

  lastSeenMs(series: number): number | undefined {
    const second = this.seen.get(series);
    return second === undefined ? undefined : (second + 1) * 1000;
  }

  readTotals(window: TimeWindow, series?: readonly number[]): PointTotals {
    const { from, to } = this.cut(window);
    const answered = { fromMs: from * 1000, toMs: to * 1000 };
    if (series === undefined) {
      const { points: all, changes } = this.totalsOf(from, to);
      return { window: answered, points: all, changes };
    }
    const points = new Map<number, Point>();
    for (const id of series) {
      const point = this.sum(id, from, to);
      if (point !== undefined) points.set(id, point);
    }
    return { window: answered, points };
  }

  readSteps(window: TimeWindow, stepMs: number, series: readonly number[]): PointSteps {
    const step = Math.max(1, Math.ceil(stepMs / 1000));
    const { from, to } = this.cut(window);
    const start = from - (from % step);
    const steps = Math.ceil((to - start) / step);
    const points = new Map<number, (Point | undefined)[]>();
    for (const id of series) {
      const row = this.stepsOf(id, { from, to, start, step, steps });
      if (row !== undefined) points.set(id, row);
    }
    return { startMs: start * 1000, stepMs: step * 1000, steps, points };
  }

  private store(sample: PointSample): boolean {
    const reference = this.arena.append(sample);
    if (reference === undefined) return false;
    const index = this.series.get(sample.series);
    if (index === undefined) {
      this.series.set(sample.series, { references: [reference], newestSecond: sample.second });
    } else {
      index.references.push(reference);
      index.newestSecond = Math.max(index.newestSecond, sample.second);
    }
    const second = this.bySecond.get(sample.second);
    if (second === undefined) this.bySecond.set(sample.second, [reference]);
    else second.push(reference);
    this.newestSecond = Math.max(this.newestSecond ?? 0, sample.second);
    for (const totals of this.allTotals()) totals.addSample(sample.series, sample.second, reference);
    return true;
  }

  /** Whole seconds inside what is held. */
  private cut(window: TimeWindow): { from: number; to: number } {
    const held = this.coverage();
    const from = Math.floor(Math.max(window.fromMs, held.fromMs) / 1000);
    const to = Math.ceil(Math.min(window.toMs, held.toMs) / 1000);
    return { from, to: Math.max(from, to) };
  }

  private totalsOf(from: number, to: number): RunningTotals {
    const length = to - from;
    const totals = this.totalsNear(from, to) ?? new RunningTotals(this.arena, this.bySecond, from, to);
    totals.moveTo(from, to);
    if (this.pinned.get(length) === totals) return totals;
    this.running.delete(length);
    this.running.set(length, totals);
    if (this.running.size > HOT_WINDOW_LIMITS.runningTotals) {
      this.running.delete(this.running.keys().next().value ?? -1);
    }
    return totals;
  }

  /** Sums of a window of the same length, when moving them there costs less than summing up anew. */
  private totalsNear(from: number, to: number): RunningTotals | undefined {
    const totals = this.pinned.get(to - from) ?? this.running.get(to - from);
    if (totals === undefined) return undefined;
    return totals.costOf(from, to) <= this.samplesBetween(from, to) ? totals : undefined;
  }

  private costOfTotals(from: number, to: number): number {
    const whole = this.samplesBetween(from, to);
    return Math.min(whole, this.totalsNear(from, to)?.costOf(from, to) ?? whole);
  }

  private samplesBetween(from: number, to: number): number {
    let samples = 0;
    for (let second = from; second < to; second++) samples += this.bySecond.get(second)?.length ?? 0;
    return samples;
  }

  private samplesOf(series: readonly number[]): number {
    let samples = 0;
    for (const id of series) samples += this.series.get(id)?.references.length ?? 0;
    return samples;
  }

  /** Keeps the windows of live screens where their next read will be, a little work at every batch. */
  private movePinned(taken: number): void {
    if (this.newestSecond === undefined) return;
    const newest = Math.min(this.newestSecond + 1, Math.ceil(this.now() / 1000));
    const to = Math.max(newest, this.fromSecond);
    for (const [seconds, totals] of this.pinned) {
      if (to > this.pinnedTo) totals.slideTo(Math.max(to - seconds, this.fromSecond), to);
      // Twice as much leaves as comes, so that what waits stays bounded by a second's worth.
      totals.settle(2 * taken + SETTLED_AT_LEAST);
    }
    this.pinnedTo = Math.max(this.pinnedTo, to);
  }

  private sum(series: number, from: number, to: number): Point | undefined {
    let total: Point | undefined;
    for (const reference of this.referencesOf(series)) {
      const second = this.arena.secondOf(reference);
      if (second < from || second >= to) continue;
      total ??= createPoint();
      this.arena.addTo(total, reference, 1);
    }
    return total;
  }

  private stepsOf(
    series: number,
    grid: { from: number; to: number; start: number; step: number; steps: number },
  ): (Point | undefined)[] | undefined {
    let row: (Point | undefined)[] | undefined;
    for (const reference of this.referencesOf(series)) {
      const second = this.arena.secondOf(reference);
      if (second < grid.from || second >= grid.to) continue;
      row ??= new Array<Point | undefined>(grid.steps).fill(undefined);
      const at = Math.floor((second - grid.start) / grid.step);
      let point = row[at];
      if (point === undefined) {
        point = createPoint();
        row[at] = point;
      }
      this.arena.addTo(point, reference, 1);
    }
    return row;
  }

  private referencesOf(series: number): readonly number[] {
    const index = this.series.get(series);
    if (index === undefined) return [];
    const first = this.arena.firstReference();
    if ((index.references[0] ?? first) < first) {
      index.references = index.references.filter((reference) => reference >= first);
    }
    return index.references;
  }

  private *allTotals(): Iterable<RunningTotals> {
    yield* this.pinned.values();
    yield* this.running.values();
  }

  private horizon(): number {
    return Math.floor(this.now() / 1000) - HOT_WINDOW_LIMITS.seconds;
  }

  /** Drops what is too old, and more when the bound of bytes is reached. */
  private forget(): void {
    const horizon = this.horizon();
    if (horizon > this.fromSecond) this.startAt(horizon);
    for (;;) {
      const oldest = this.arena.oldestSlabSecond();
      if (oldest === undefined) return;
      if (oldest >= this.fromSecond) {
        if (this.arena.bytes() <= this.maxBytes) return;
        this.startAt(oldest + 1);
      }
      this.arena.dropOldestSlab();
      this.pruneSeries();
    }
  }

  private startAt(second: number): void {
    for (const totals of this.allTotals()) totals.startAt(second);
    for (let gone = this.fromSecond; gone < second; gone++) this.bySecond.delete(gone);
    this.fromSecond = second;
  }

  private pruneSeries(): void {
    for (const [id, index] of this.series) {
      if (index.newestSecond < this.fromSecond) this.series.delete(id);
      else this.referencesOf(id);
    }
  }
}
