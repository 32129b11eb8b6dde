import { tierTable } from '../partitions/partitioned-tables';
import type { Segment } from './plan-segments';
import { POINT_COLUMNS } from './point-rows';

/** The query for the rows of a segment; it holds numbers only, for COPY takes no parameters. */
export function selectPoints(segment: Segment, series?: readonly number[]): string {
  const chosen =
    series === undefined ? '' : ` AND series = ANY ('{${series.map(Math.trunc).join(',')}}'::int[])`;
  return (
    `SELECT ${POINT_COLUMNS.join(', ')} FROM ${tierTable(segment.tier)} ` +
    `WHERE bucket >= to_timestamp(${segment.fromMs / 1_000}) AND bucket < to_timestamp(${segment.toMs / 1_000})${chosen}`
  );
}
