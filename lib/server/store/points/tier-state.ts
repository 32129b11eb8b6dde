import type pg from 'pg';
import { TIERS, type Tier } from '../contract/store-maintenance';
import { tierTable } from '../partitions/partitioned-tables';
import type { Partitions } from '../partitions/partitions';
import type { Coverage } from './plan-segments';

type Queryable = Pick<pg.PoolClient, 'query'>;

/** How far each tier is rolled up, epoch milliseconds; absent before the first time. */
export async function readWatermarks(client: Queryable): Promise<Map<Tier, number>> {
  const { rows } = await client.query<{ tier: Tier; ms: number }>(
    'SELECT tier, (extract(epoch FROM rolled_through) * 1000)::bigint AS ms FROM tier_state',
  );
  return new Map(rows.map((row) => [row.tier, row.ms]));
}

/** Moves a tier's watermark forward, never back. */
export async function raiseWatermark(client: Queryable, tier: Tier, throughMs: number): Promise<void> {
  await client.query(
    `INSERT INTO tier_state (tier, rolled_through) VALUES ($1, to_timestamp($2))
     ON CONFLICT (tier) DO UPDATE SET rolled_through = greatest(tier_state.rolled_through, excluded.rolled_through)`,
    [tier, throughMs / 1_000],
  );
}

/** What the planner has to know. */
export function tierCoverage(partitions: Partitions, watermarks: ReadonlyMap<Tier, number>): Coverage {
  const of = (tier: Tier) => ({
    retainedFromMs: partitions.list(tierTable(tier))[0]?.startMs,
    rolledThroughMs: watermarks.get(tier) ?? 0,
  });
  const [s10, m1, m10, h1] = TIERS;
  return { [s10]: of(s10), [m1]: of(m1), [m10]: of(m10), [h1]: of(h1) } as Coverage;
}
