import type pg from 'pg';
import type { Point } from '../../../mesh/metrics/point';
import { createPoint } from '../../../mesh/metrics/point';
import { TIER_MS, TIERS } from '../contract/store-maintenance';
import { BinaryCopyWriter } from '../database/binary-copy-writer';
import { copyIn } from '../database/copy-in';
import { copyOut } from '../database/copy-out';
import { inTransaction } from '../database/in-transaction';
import type { Partitions } from '../partitions/partitions';
import { Breather } from './breather';
import type { FrameCache } from './frame-cache';
import { mergePointRow, POINT_COLUMNS, writePointRow } from './point-rows';
import { mergeSegment } from './point-segment';
import { raiseWatermark } from './tier-state';

/** How long after its end a bucket waits for agents that send late; what comes later is merged as well. */
const GRACE_MS = 8_000;
const WIDTH_MS = TIER_MS['10s'];
/** One console at a time moves points between tables, also with several on one database. */
export const COMPACTION_LOCK = 72_707_370;

/** Journal bytes that are moved in one transaction: after a long stop many small buckets, else one. */
const BATCH_BYTES = 4 * 1024 * 1024;

/** Points by start of their bucket, then by series. */
type BucketPoints = Map<number, Map<number, Point>>;

/**
 * Moves the journal's segments of closed buckets into the 10 s tier. Reading, writing and deleting is one transaction:
 * a point is in the journal or in the tier, never in both, whenever the process dies.
 */
export async function compactJournal(
  pool: pg.Pool,
  partitions: Partitions,
  frames: FrameCache,
  nowMs: number,
): Promise<number> {
  const closedMs = Math.floor((nowMs - GRACE_MS) / WIDTH_MS) * WIDTH_MS;
  const batches = await closedBuckets(pool, closedMs);
  for (const batch of batches) {
    for (const bucketMs of batch) await partitions.ensure('points_10s', bucketMs);
    await inTransaction(pool, (client) => compactBuckets(client, batch));
    for (const bucketMs of batch) frames.invalidate('10s', bucketMs);
  }
  await raiseWatermark(pool, '10s', closedMs);
  return batches.reduce((sum, batch) => sum + batch.length, 0);
}

/** What waits in the journal, in batches of `BATCH_BYTES`. */
async function closedBuckets(pool: pg.Pool, beforeMs: number): Promise<number[][]> {
  const { rows } = await pool.query<{ ms: number; bytes: number }>(
    `SELECT (extract(epoch FROM bucket) * 1000)::bigint AS ms, sum(octet_length(payload)) AS bytes
     FROM points_journal WHERE bucket < to_timestamp($1) GROUP BY 1 ORDER BY 1`,
    [beforeMs / 1_000],
  );
  const batches: number[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    bytes += row.bytes;
    if (bytes > BATCH_BYTES) {
      batches.push([]);
      bytes = row.bytes;
    }
    batches.at(-1)?.push(row.ms);
  }
  return batches;
}

async function compactBuckets(client: pg.PoolClient, bucketsMs: readonly number[]): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [COMPACTION_LOCK]);
  const taken = await takeSegments(client, bucketsMs);
  await takeLateRows(client, taken);
  const writer = new BinaryCopyWriter();
  for (const [bucketMs, points] of taken) await writePoints(writer, bucketMs, points);
  await copyIn(client, 'points_10s', POINT_COLUMNS, [writer.finish()]);
  await markDirty(client, [...taken.keys()]);
}

async function takeSegments(client: pg.PoolClient, bucketsMs: readonly number[]): Promise<BucketPoints> {
  const taken: BucketPoints = new Map();
  const query = `DELETE FROM points_journal WHERE bucket IN (${timestamps(bucketsMs)}) RETURNING bucket, payload`;
  await copyOut(client, query, (row) => {
    const bucketMs = row.timeMs(0);
    const points = taken.get(bucketMs) ?? new Map<number, Point>();
    taken.set(bucketMs, points);
    mergeSegment(points, row.view(1));
  });
  return taken;
}

/** Late data: rows that exist already join what came, and are replaced. */
async function takeLateRows(client: pg.PoolClient, taken: BucketPoints): Promise<void> {
  for (const [bucketMs, points] of taken) {
    const at = `bucket = ${timestamps([bucketMs])}`;
    const found = await client.query(`SELECT 1 FROM points_10s WHERE ${at} LIMIT 1`);
    if (found.rowCount === 0) continue;
    const query =
      `DELETE FROM points_10s WHERE ${at} AND series = ANY ('{${[...points.keys()].join(',')}}'::int[]) ` +
      `RETURNING ${POINT_COLUMNS.join(', ')}`;
    await copyOut(client, query, (row) => {
      const point = points.get(row.int4(1));
      if (point !== undefined) mergePointRow(point, row);
    });
  }
}

async function markDirty(client: pg.PoolClient, bucketsMs: readonly number[]): Promise<void> {
  const coarser = TIERS.filter((tier) => tier !== '10s');
  const marks = coarser.flatMap((tier) => {
    const starts = new Set(bucketsMs.map((at) => Math.floor(at / TIER_MS[tier]) * TIER_MS[tier]));
    return [...starts].map((at) => ({ tier, at: at / 1_000 }));
  });
  await client.query(
    `INSERT INTO dirty_bucket (tier, bucket)
     SELECT tier, to_timestamp(at) FROM unnest($1::text[], $2::float8[]) AS x(tier, at) ON CONFLICT DO NOTHING`,
    [marks.map((mark) => mark.tier), marks.map((mark) => mark.at)],
  );
}

/** Numbers as SQL: COPY takes no parameters. */
function timestamps(atMs: readonly number[]): string {
  return atMs.map((ms) => `to_timestamp(${ms / 1_000})`).join(', ');
}

/** Writes all points of one bucket. */
export async function writeBucket(
  client: pg.PoolClient,
  table: string,
  bucketMs: number,
  points: ReadonlyMap<number, Point>,
): Promise<void> {
  const writer = new BinaryCopyWriter();
  await writePoints(writer, bucketMs, points);
  await copyIn(client, table, POINT_COLUMNS, [writer.finish()]);
}

/** Reads rows of a query in `POINT_COLUMNS` order, merged by series. */
export async function readMerged(client: pg.PoolClient, query: string): Promise<Map<number, Point>> {
  const points = new Map<number, Point>();
  await copyOut(client, query, (row) => {
    const series = row.int4(1);
    let point = points.get(series);
    if (point === undefined) {
      point = createPoint();
      points.set(series, point);
    }
    mergePointRow(point, row);
  });
  return points;
}

async function writePoints(
  writer: BinaryCopyWriter,
  bucketMs: number,
  points: ReadonlyMap<number, Point>,
): Promise<void> {
  const breather = new Breather('small');
  for (const [series, point] of points) {
    writePointRow(writer, bucketMs, series, point);
    if (breather.isDue()) await breather.pause();
  }
}
