import { createPoint, mergePoint, type Point } from '../../../mesh/metrics/point';
import { mergeSegment, visitRequests } from './point-segment';

/** Steps of equal width. Buckets that widen the window's edges fall outside of them and are left out. */
interface Grid {
  startMs: number;
  stepMs: number;
  steps: number;
}

/** The points of several series step by step. */
export class StepGrid {
  readonly points = new Map<number, (Point | undefined)[]>();
  private readonly grid: Grid;

  constructor(grid: Grid) {
    this.grid = grid;
  }

  point(series: number, atMs: number): Point {
    const { steps } = this.grid;
    let row = this.points.get(series);
    if (row === undefined) {
      row = new Array<Point | undefined>(steps).fill(undefined);
      this.points.set(series, row);
    }
    const step = stepAt(this.grid, atMs);
    const point = row[step] ?? createPoint();
    if (step >= 0 && step < steps) row[step] = point;
    return point;
  }

  merge(bucketMs: number, payload: Buffer, series: ReadonlySet<number>): void {
    const found = new Map<number, Point>();
    mergeSegment(found, payload, series);
    for (const [one, point] of found) mergePoint(this.point(one, bucketMs), point);
  }
}

/** The requests of all series step by step. */
export class RequestGrid {
  readonly requests = new Map<number, Float64Array>();
  private readonly grid: Grid;

  constructor(grid: Grid) {
    this.grid = grid;
  }

  add(series: number, atMs: number, requests: number): void {
    this.addAt(series, stepAt(this.grid, atMs), requests);
  }

  merge(bucketMs: number, payload: Buffer): void {
    const step = stepAt(this.grid, bucketMs);
    visitRequests(payload, (series, requests) => this.addAt(series, step, requests));
  }

  private addAt(series: number, step: number, requests: number): void {
    const { steps } = this.grid;
    if (step < 0 || step >= steps) return;
    let row = this.requests.get(series);
    if (row === undefined) {
      row = new Float64Array(steps);
      this.requests.set(series, row);
    }
    row[step] = (row[step] ?? 0) + requests;
  }
}

function stepAt({ startMs, stepMs }: Grid, atMs: number): number {
  return Math.floor((atMs - startMs) / stepMs);
}
