import { tierTable } from '../partitions/partitioned-tables';
import type { Segment } from './plan-segments';
import { POINT_COLUMNS } from './point-rows';

/** The query for the rows of a segment; it holds numbers only, for COPY takes no parameters. */
export function selectPoints(segment: Segment, series?: readonly number[]): string {
  const chosen =
    series === undefined ? '' : ` AND series = ANY ('{${series.map(Math.trunc).join(',')}}'::int[])`;
  return `SELECT ${POINT_COLUMNS.join(', ')} ${fromSegment(segment)}${chosen}`;
}

/** The query for bucket, series and requests of the rows of a segment that have any. */
export function selectRequests(segment: Segment): string {
  return `SELECT bucket, series, requests ${fromSegment(segment)} AND requests > 0`;
}

function fromSegment({ tier, fromMs, toMs }: Segment): string {
  return (
    `FROM ${tierTable(tier)} ` +
    `WHERE bucket >= to_timestamp(${fromMs / 1_000}) AND bucket < to_timestamp(${toMs / 1_000})`
  );
}
