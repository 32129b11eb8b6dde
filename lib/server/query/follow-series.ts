import type { QueryContext } from './query-context';

/** What is worked out from all series and kept: it is told of each series once. */
export interface FollowsSeries {
  take(series: number): void;
  /** Some were forgotten: all that are left are told again. */
  reset(): void;
}

/** Makes what brings `follower` up to date. */
export function createFollowSeries({ sources }: QueryContext, follower: FollowsSeries): () => void {
  const taken = new Set<number>();
  const takeNew = (series: readonly number[]): void => {
    for (const one of series) {
      if (taken.has(one)) continue;
      taken.add(one);
      follower.take(one);
    }
  };
  return () => {
    const series = sources.store.series.select({});
    takeNew(series);
    if (taken.size === series.length) return;
    taken.clear();
    follower.reset();
    takeNew(series);
  };
}
