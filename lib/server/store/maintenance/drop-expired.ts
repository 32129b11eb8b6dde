import type pg from 'pg';
import { type RetentionPolicy, TIERS, type Tier } from '../contract/store-maintenance';
import type { Partition } from '../partitions/partition-name';
import { PARTITION_MS, type PartitionedTable, tierTable } from '../partitions/partitioned-tables';
import type { Partitions } from '../partitions/partitions';

/** Applications' own lines may take this share of what access logs may, on top. */
const APPLICATION_SHARE = 0.25;

/** Drops partitions that lie wholly before what the policy keeps, then the oldest logs and spans above its bytes. */
export async function dropExpired(
  pool: pg.Pool,
  partitions: Partitions,
  policy: RetentionPolicy,
  nowMs: number,
): Promise<string[]> {
  const dropped: string[] = [];
  const drop = async (partition: Partition) => {
    await partitions.drop(partition);
    dropped.push(partition.name);
  };
  for (const tier of TIERS) {
    // A coarser bucket that is still to be computed needs its finer rows.
    const neededFromMs = await oldestDirty(pool, tier);
    const keepFromMs = Math.min(nowMs - policy.tierMs[tier], neededFromMs);
    for (const partition of endingBefore(partitions.list(tierTable(tier)), keepFromMs)) await drop(partition);
  }
  const bounded = [
    ['access_logs', policy.logsMs, policy.logsBytes],
    ['spans', policy.spansMs, policy.spansBytes],
    ['application_logs', policy.logsMs, policy.logsBytes * APPLICATION_SHARE],
  ] as const;
  for (const [table, keepMs, keepBytes] of bounded) {
    for (const partition of endingBefore(partitions.list(table), nowMs - keepMs)) await drop(partition);
    for (const partition of await aboveBudget(partitions, table, keepBytes)) await drop(partition);
  }
  for (const partition of await emptyJournals(pool, partitions, nowMs)) await drop(partition);
  return dropped;
}

function endingBefore(partitions: readonly Partition[], atMs: number): Partition[] {
  return partitions.filter((partition) => partition.endMs <= atMs);
}

async function oldestDirty(pool: pg.Pool, finer: Tier): Promise<number> {
  const coarser = TIERS.slice(TIERS.indexOf(finer) + 1);
  const { rows } = await pool.query<{ ms: number | null }>(
    'SELECT (extract(epoch FROM min(bucket)) * 1000)::bigint AS ms FROM dirty_bucket WHERE tier = ANY($1)',
    [coarser],
  );
  return rows[0]?.ms ?? Number.POSITIVE_INFINITY;
}

/** The oldest first, and never the newest one with rows, which is being written. */
async function aboveBudget(
  partitions: Partitions,
  table: PartitionedTable,
  budgetBytes: number,
): Promise<Partition[]> {
  const sized = await partitions.sizes(table);
  const newest = (await partitions.newestUsed(table))?.startMs ?? Number.NEGATIVE_INFINITY;
  let total = sized.reduce((sum, { bytes }) => sum + bytes, 0);
  const chosen: Partition[] = [];
  for (const { partition, bytes } of sized) {
    if (total <= budgetBytes || partition.startMs >= newest) break;
    total -= bytes;
    chosen.push(partition);
  }
  return chosen;
}

/** The journal is a queue: its old partitions are empty once everything is compacted. */
async function emptyJournals(pool: pg.Pool, partitions: Partitions, nowMs: number): Promise<Partition[]> {
  const empty: Partition[] = [];
  for (const partition of endingBefore(
    partitions.list('points_journal'),
    nowMs - PARTITION_MS.points_journal,
  )) {
    const { rowCount } = await pool.query(`SELECT 1 FROM ${partition.name} LIMIT 1`);
    if (rowCount === 0) empty.push(partition);
  }
  return empty;
}
