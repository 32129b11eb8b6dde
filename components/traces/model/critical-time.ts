import type { CriticalSegment } from '@/lib/mesh/trace/critical-path';
import { groupBy } from './group-by';

/** The critical path by node index. */
export interface CriticalTime {
  segments: ReadonlyMap<number, readonly CriticalSegment[]>;
  /** Microseconds on the path. */
  totalUs: ReadonlyMap<number, number>;
}

/** Sorts the segments of a critical path to the spans they belong to. */
export function criticalTime(path: readonly CriticalSegment[]): CriticalTime {
  const segments = groupBy(path, (segment) => segment.spanIndex);
  const totalUs = new Map<number, number>();
  for (const [index, own] of segments) {
    totalUs.set(
      index,
      own.reduce((total, { startUs, endUs }) => total + endUs - startUs, 0),
    );
  }
  return { segments, totalUs };
}
