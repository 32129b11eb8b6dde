import type pg from 'pg';
import { createPoint, type Point } from '../../../mesh/metrics/point';
import type {
  PointReader,
  PointSteps,
  PointTotals,
  RequestSteps,
  TimeWindow,
} from '../contract/point-reader';
import { TIER_MS, TIERS } from '../contract/store-maintenance';
import { copyOut } from '../database/copy-out';
import { BEGIN_SNAPSHOT, inTransaction } from '../database/in-transaction';
import { toAppError } from '../database/to-app-error';
import { tierTable } from '../partitions/partitioned-tables';
import type { Partitions } from '../partitions/partitions';
import { Breather } from './breather';
import type { FrameCache } from './frame-cache';
import { historyStart } from './history-start';
import { type Coverage, edgeGrainMs, oldestRetained, planSegments, type Segment } from './plan-segments';
import { planSteps } from './plan-steps';
import { PointFrameBuilder } from './point-frame';
import { mergePointRow } from './point-rows';
import { mergeSegment } from './point-segment';
import { selectPoints, selectRequests } from './select-points';
import { RequestGrid, StepGrid } from './step-grid';
import { readWatermarks, tierCoverage } from './tier-state';

interface JournalSegment {
  bucketMs: number;
  payload: Buffer;
}

/** One read of whole buckets of one tier. */
interface FrameRead {
  client: pg.PoolClient;
  segment: Segment;
  /** Buckets that end by then do not change unless late data comes. */
  closedMs: number;
  generation: number;
  points: Map<number, Point>;
}

/** Reads points through the plan of `planSegments`; closed buckets of all series come from the frame cache. */
export class StoredPointReader implements PointReader {
  private readonly pool: pg.Pool;
  private readonly partitions: Partitions;
  private readonly frames: FrameCache;

  constructor(pool: pg.Pool, partitions: Partitions, frames: FrameCache) {
    this.pool = pool;
    this.partitions = partitions;
    this.frames = frames;
  }

  readTotals(wanted: TimeWindow, series?: readonly number[]): Promise<PointTotals> {
    // Taken before the snapshot: what is computed again from now on must not be cached in its old state.
    const { generation } = this.frames;
    return this.reading(async (client, coverage) => {
      const plan = planSegments(wanted, edgeGrainMs(wanted), coverage);
      const points = new Map<number, Point>();
      for (const segment of plan.segments) {
        if (series !== undefined) {
          await mergeRows(client, segment, series, (row) => pointOf(points, row.int4(1)));
        } else {
          const closedMs = coverage[segment.tier].rolledThroughMs;
          await this.mergeFrames({ client, segment, closedMs, generation, points });
        }
      }
      const chosen = series === undefined ? undefined : new Set(series);
      for (const { payload } of await readJournal(client, plan.window)) mergeSegment(points, payload, chosen);
      return { window: plan.window, points };
    });
  }

  readSteps(wanted: TimeWindow, wantedStepMs: number, series: readonly number[]): Promise<PointSteps> {
    return this.reading(async (client, coverage) => {
      const plan = planSteps(wanted, wantedStepMs, coverage);
      const grid = new StepGrid(plan);
      for (const segment of plan.segments) {
        await mergeRows(client, segment, series, (row) => grid.point(row.int4(1), row.timeMs(0)));
      }
      const chosen = new Set(series);
      for (const { bucketMs, payload } of await readJournal(client, plan.window)) {
        grid.merge(bucketMs, payload, chosen);
      }
      const { startMs, stepMs, steps } = plan;
      return { startMs, stepMs, steps, points: grid.points };
    });
  }

  readRequests(wanted: TimeWindow, wantedStepMs: number): Promise<RequestSteps> {
    return this.reading(async (client, coverage) => {
      const plan = planSteps(wanted, wantedStepMs, coverage);
      const grid = new RequestGrid(plan);
      for (const segment of plan.segments) {
        await copyOut(client, selectRequests(segment), (row) =>
          grid.add(row.int4(1), row.timeMs(0), row.int8(2)),
        );
      }
      const breather = new Breather('large');
      for (const { bucketMs, payload } of await readJournal(client, plan.window)) {
        grid.merge(bucketMs, payload);
        if (breather.isDue()) await breather.pause();
      }
      const { startMs, stepMs, steps } = plan;
      return { startMs, stepMs, steps, requests: grid.requests };
    });
  }

  async oldestMs(): Promise<number | undefined> {
    const tiers = [
      ...TIERS.toReversed().map((tier) => ({ table: tierTable(tier), widthMs: TIER_MS[tier] })),
      { table: 'points_journal', widthMs: TIER_MS['10s'] },
    ];
    const oldest = tiers.map(
      ({ table }) => `(extract(epoch FROM (SELECT min(bucket) FROM ${table})) * 1000)::bigint`,
    );
    try {
      const { rows } = await this.pool.query<{ starts: (number | null)[] }>(
        `SELECT ARRAY[${oldest.join(', ')}]::float8[] AS starts`,
      );
      const starts = rows[0]?.starts ?? [];
      return historyStart(
        tiers.map(({ widthMs }, index) => ({ oldestMs: starts[index] ?? undefined, widthMs })),
      );
    } catch (error) {
      throw toAppError('read where history starts', error);
    }
  }

  private async reading<T>(work: (client: pg.PoolClient, coverage: Coverage) => Promise<T>): Promise<T> {
    try {
      return await inTransaction(
        this.pool,
        async (client) => work(client, this.withJournal(await readWatermarks(client))),
        BEGIN_SNAPSHOT,
      );
    } catch (error) {
      throw toAppError('read metrics', error);
    }
  }

  /** Before the first compaction the journal is all there is, and it belongs to the 10 s tier. */
  private withJournal(watermarks: Awaited<ReturnType<typeof readWatermarks>>): Coverage {
    const coverage = tierCoverage(this.partitions, watermarks);
    if (oldestRetained(coverage) !== undefined) return coverage;
    return { ...coverage, '10s': { ...coverage['10s'], retainedFromMs: 0 } };
  }

  /** Closed buckets come from the cache or go into it; what may still change is read every time. */
  private async mergeFrames(read: FrameRead): Promise<void> {
    const { segment, points } = read;
    const width = TIER_MS[segment.tier];
    const breather = new Breather('large');
    let missingFromMs: number | undefined;
    for (let at = segment.fromMs; at < segment.toMs; at += width) {
      const frame = this.frames.get(segment.tier, at);
      if (frame === undefined) {
        missingFromMs ??= at;
        continue;
      }
      if (missingFromMs !== undefined) {
        await this.loadFrames({ ...read, segment: { ...segment, fromMs: missingFromMs, toMs: at } });
        missingFromMs = undefined;
      }
      frame.mergeInto(points);
      if (breather.isDue()) await breather.pause();
    }
    if (missingFromMs === undefined) return;
    await this.loadFrames({ ...read, segment: { ...segment, fromMs: missingFromMs } });
  }

  private async loadFrames({ client, segment, closedMs, generation, points }: FrameRead): Promise<void> {
    const width = TIER_MS[segment.tier];
    const builders = new Map<number, PointFrameBuilder>();
    for (let at = segment.fromMs; at < segment.toMs; at += width) builders.set(at, new PointFrameBuilder());
    const breather = new Breather('large');
    await copyOut(client, selectPoints(segment), (row) => builders.get(row.timeMs(0))?.add(row));
    for (const [bucketMs, builder] of builders) {
      const frame = builder.build();
      frame.mergeInto(points);
      if (bucketMs + width <= closedMs) this.frames.put(segment.tier, bucketMs, frame, generation);
      if (breather.isDue()) await breather.pause();
    }
  }
}

async function mergeRows(
  client: pg.PoolClient,
  segment: Segment,
  series: readonly number[] | undefined,
  target: (row: Parameters<Parameters<typeof copyOut>[2]>[0]) => Point,
): Promise<void> {
  await copyOut(client, selectPoints(segment, series), (row) => mergePointRow(target(row), row));
}

function pointOf(points: Map<number, Point>, series: number): Point {
  const known = points.get(series);
  if (known !== undefined) return known;
  const point = createPoint();
  points.set(series, point);
  return point;
}

async function readJournal(client: pg.PoolClient, window: TimeWindow): Promise<JournalSegment[]> {
  const segments: JournalSegment[] = [];
  const query = `SELECT bucket, payload FROM points_journal
    WHERE bucket >= to_timestamp(${window.fromMs / 1_000}) AND bucket < to_timestamp(${window.toMs / 1_000})`;
  await copyOut(client, query, (row) => {
    segments.push({ bucketMs: row.timeMs(0), payload: Buffer.from(row.view(1)) });
  });
  return segments;
}
