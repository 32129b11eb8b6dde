/** One range of a partitioned table, [startMs, endMs). */
export interface Partition {
  table: string;
  name: string;
  startMs: number;
  endMs: number;
}

const MINUTE_MS = 60_000;
const PATTERN = /^(.+)_p(\d{8})_(\d{4})_(\d+)m$/;

/** A name that says its range: `spans_p20261122_2100_60m`. */
export function partitionName(table: string, startMs: number, endMs: number): string {
  const digits = new Date(startMs).toISOString().replace(/[-:]/g, '');
  return `${table}_p${digits.slice(0, 8)}_${digits.slice(9, 13)}_${(endMs - startMs) / MINUTE_MS}m`;
}

/** The inverse; undefined for tables that are no partitions of ours. */
export function parsePartitionName(name: string): Partition | undefined {
  const match = PATTERN.exec(name);
  if (match === null) return undefined;
  const [, table = '', day = '', time = '', minutes = ''] = match;
  const startMs = Date.parse(
    `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${time.slice(0, 2)}:${time.slice(2)}:00Z`,
  );
  return { table, name, startMs, endMs: startMs + Number(minutes) * MINUTE_MS };
}
