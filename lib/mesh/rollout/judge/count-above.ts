import { bucketIndex, type Histogram } from '../../metrics/histogram';

/** How many observations lie above `value`, to the width of one bucket (1.1 %). */
export function countAbove({ offset, counts }: Histogram, value: number): number {
  let above = 0;
  for (let i = Math.max(0, bucketIndex(value) + 1 - offset); i < counts.length; i++) above += counts[i] ?? 0;
  return above;
}
