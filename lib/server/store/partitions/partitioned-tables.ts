import type { Tier } from '../contract/store-maintenance';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The partitioned tables and the width of their partitions. */
export const PARTITION_MS = {
  points_journal: HOUR_MS,
  points_10s: 6 * HOUR_MS,
  points_1m: DAY_MS,
  points_10m: 2 * DAY_MS,
  points_1h: 28 * DAY_MS,
  access_logs: HOUR_MS,
  spans: HOUR_MS,
  application_logs: HOUR_MS,
} as const;

export type PartitionedTable = keyof typeof PARTITION_MS;

export const PARTITIONED_TABLES = Object.keys(PARTITION_MS) as PartitionedTable[];

/** Logs and spans that come fast get narrow partitions, for they are dropped by size, a partition at a time. */
export const NARROW_PARTITION_MS = 10 * MINUTE_MS;

/** The table of a tier. */
export function tierTable(tier: Tier): PartitionedTable {
  return `points_${tier}`;
}
