import type pg from 'pg';
import { TIER_MS, type Tier } from '../contract/store-maintenance';
import { inTransaction } from '../database/in-transaction';
import { tierTable } from '../partitions/partitioned-tables';
import type { Partitions } from '../partitions/partitions';
import { COMPACTION_LOCK, readMerged, writeBucket } from './compact';
import type { FrameCache } from './frame-cache';
import { selectPoints } from './select-points';
import { raiseWatermark, readWatermarks } from './tier-state';

/** Each coarser tier and the one it is computed from, finest first. */
const STEPS: readonly (readonly [Tier, Tier])[] = [
  ['1m', '10s'],
  ['10m', '1m'],
  ['1h', '10m'],
];

/**
 * Computes dirty buckets of the coarser tiers from the next finer tier, replacing what was there: running it twice, or
 * again after a crash, gives the same rows. Late data marks its buckets dirty again.
 */
export async function rollUpTiers(
  pool: pg.Pool,
  partitions: Partitions,
  frames: FrameCache,
): Promise<number> {
  let written = 0;
  for (const [tier, finer] of STEPS) {
    const through = (await readWatermarks(pool)).get(finer);
    if (through === undefined) return written;
    const closedMs = Math.floor(through / TIER_MS[tier]) * TIER_MS[tier];
    for (const bucketMs of await dirtyBuckets(pool, tier, closedMs)) {
      await partitions.ensure(tierTable(tier), bucketMs);
      await inTransaction(pool, (client) => rollUpBucket(client, tier, finer, bucketMs));
      frames.invalidate(tier, bucketMs);
      written++;
    }
    await raiseWatermark(pool, tier, closedMs);
  }
  return written;
}

async function dirtyBuckets(pool: pg.Pool, tier: Tier, beforeMs: number): Promise<number[]> {
  const { rows } = await pool.query<{ ms: number }>(
    `SELECT (extract(epoch FROM bucket) * 1000)::bigint AS ms FROM dirty_bucket
     WHERE tier = $1 AND bucket < to_timestamp($2) ORDER BY 1`,
    [tier, beforeMs / 1_000],
  );
  return rows.map((row) => row.ms);
}

async function rollUpBucket(client: pg.PoolClient, tier: Tier, finer: Tier, bucketMs: number): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [COMPACTION_LOCK]);
  const segment = { tier: finer, fromMs: bucketMs, toMs: bucketMs + TIER_MS[tier] };
  const points = await readMerged(client, selectPoints(segment));
  const at = [bucketMs / 1_000];
  await client.query(`DELETE FROM ${tierTable(tier)} WHERE bucket = to_timestamp($1)`, at);
  await writeBucket(client, tierTable(tier), bucketMs, points);
  await client.query('DELETE FROM dirty_bucket WHERE tier = $2 AND bucket = to_timestamp($1)', [...at, tier]);
  if (tier === '1h') await touchSeries(client, bucketMs + TIER_MS[tier], [...points.keys()]);
}

/** Series nobody reports any more are forgotten once all their points are gone. */
async function touchSeries(client: pg.PoolClient, atMs: number, series: readonly number[]): Promise<void> {
  await client.query(
    'UPDATE series SET last_seen_at = to_timestamp($1) WHERE id = ANY($2::int[]) AND last_seen_at < to_timestamp($1)',
    [atMs / 1_000, series],
  );
}
