import { copyPoint, mergePoint, type Point } from '../../../mesh/metrics/point';
import { TIER_MS } from '../contract/store-maintenance';
import type { PointSample } from '../contract/telemetry-sink';

const BUCKET_SECONDS = TIER_MS['10s'] / 1_000;

/** Points by 10 s bucket (epoch seconds of its start), then by series. */
export type FoldedPoints = Map<number, Map<number, Point>>;

/** Adds samples to what a flush gathered; the samples' own points are never changed. */
export function foldPoints(into: FoldedPoints, samples: readonly PointSample[]): void {
  for (const { series, second, point } of samples) {
    const bucket = second - (second % BUCKET_SECONDS);
    let points = into.get(bucket);
    if (points === undefined) {
      points = new Map();
      into.set(bucket, points);
    }
    const known = points.get(series);
    if (known === undefined) points.set(series, copyPoint(point));
    else mergePoint(known, point);
  }
}
