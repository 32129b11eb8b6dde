import type pg from 'pg';
import { type StoreStatus, type TableStatus, TIERS, type Tier } from '../contract/store-maintenance';
import { PARTITIONED_TABLES, type PartitionedTable } from '../partitions/partitioned-tables';
import type { Partitions } from '../partitions/partitions';
import { readWatermarks } from '../points/tier-state';
import { type Reach, readReaches } from './read-reaches';

const PLAIN_TABLES = ['series', 'agent_cursor', 'mesh_event', 'audit_entry', 'agent'] as const;

interface SizeRow {
  name: string;
  rows: number;
  bytes: number;
}

/** Row numbers are the planner's estimates or the statistics collector's, whichever is larger: counting takes too long. */
const SIZES = `SELECT c.relname AS name, pg_total_relation_size(c.oid) AS bytes,
    greatest(c.reltuples, coalesce(s.n_live_tup, 0), 0)::bigint AS rows
  FROM pg_class c LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY($1)`;

/** What a page shows of the store. */
export async function readStoreStatus(pool: pg.Pool, partitions: Partitions): Promise<StoreStatus> {
  const names = PARTITIONED_TABLES.flatMap((table) => partitions.list(table).map((one) => one.name));
  const { rows } = await pool.query<SizeRow>(SIZES, [[...names, ...PLAIN_TABLES]]);
  const sizes = new Map(rows.map((row) => [row.name, row]));
  const reaches = await readReaches(pool);
  const watermarks = await readWatermarks(pool);
  return {
    tables: [
      ...PARTITIONED_TABLES.map((table) => sumPartitions(table, partitions, sizes, reaches.get(table))),
      ...PLAIN_TABLES.map((table) => plainTable(table, sizes.get(table))),
    ],
    databaseBytes: await readNumber(pool, 'SELECT pg_database_size(current_database()) AS value'),
    watermarkMs: byTier((tier) => watermarks.get(tier) ?? null),
    journalSegments: await readNumber(pool, 'SELECT count(*) AS value FROM points_journal'),
    dirtyBuckets: await readDirtyBuckets(pool),
  };
}

function sumPartitions(
  table: PartitionedTable,
  partitions: Partitions,
  sizes: ReadonlyMap<string, SizeRow>,
  reach: Reach | undefined,
): TableStatus {
  const list = partitions.list(table);
  return {
    table,
    rows: list.reduce((sum, one) => sum + (sizes.get(one.name)?.rows ?? 0), 0),
    bytes: list.reduce((sum, one) => sum + (sizes.get(one.name)?.bytes ?? 0), 0),
    partitions: list.length,
    oldestMs: reach?.oldest ?? null,
    newestMs: reach?.newest ?? null,
  };
}

function plainTable(table: string, size: SizeRow | undefined): TableStatus {
  return {
    table,
    rows: size?.rows ?? 0,
    bytes: size?.bytes ?? 0,
    partitions: 0,
    oldestMs: null,
    newestMs: null,
  };
}

async function readDirtyBuckets(pool: pg.Pool): Promise<Record<Tier, number>> {
  const { rows } = await pool.query<{ tier: Tier; count: number }>(
    'SELECT tier, count(*) AS count FROM dirty_bucket GROUP BY tier',
  );
  const counts = new Map(rows.map((row) => [row.tier, row.count]));
  return byTier((tier) => counts.get(tier) ?? 0);
}

async function readNumber(pool: pg.Pool, sql: string): Promise<number> {
  const { rows } = await pool.query<{ value: number }>(sql);
  return rows[0]?.value ?? 0;
}

function byTier<T>(value: (tier: Tier) => T): Record<Tier, T> {
  return Object.fromEntries(TIERS.map((tier) => [tier, value(tier)])) as Record<Tier, T>;
}
