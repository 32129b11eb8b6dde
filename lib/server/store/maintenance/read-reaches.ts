import type pg from 'pg';
import { TIER_MS, TIERS } from '../contract/store-maintenance';
import { PARTITIONED_TABLES, type PartitionedTable, tierTable } from '../partitions/partitioned-tables';

/** From when to when rows of a table are, epoch milliseconds; null without rows. */
export interface Reach {
  oldest: number | null;
  newest: number | null;
}

/** A row of a tier stands for what follows its time, so long. */
const WIDTH_MS: ReadonlyMap<PartitionedTable, number> = new Map([
  ...TIERS.map((tier) => [tierTable(tier), TIER_MS[tier]] as const),
  ['points_journal', TIER_MS['10s']] as const,
]);

/** How far the rows of every table reach: both ends come from the index on time, a page of it each. */
export async function readReaches(pool: pg.Pool): Promise<ReadonlyMap<string, Reach>> {
  const { rows } = await pool.query<Reach & { name: string }>(
    PARTITIONED_TABLES.map(reachOf).join(' UNION ALL '),
  );
  return new Map(rows.map(({ name, oldest, newest }) => [name, { oldest, newest }]));
}

function reachOf(table: PartitionedTable): string {
  const width = WIDTH_MS.get(table);
  const time = width === undefined ? 'ts' : 'bucket';
  const at = (end: string) => `(extract(epoch FROM (SELECT ${end}(${time}) FROM ${table})) * 1000)::bigint`;
  return `SELECT '${table}' AS name, ${at('min')} AS oldest, ${at('max')} + ${width ?? 0} AS newest`;
}
