import type pg from 'pg';
import type { RetentionPolicy, StoreMaintenance, StoreStatus } from '../contract/store-maintenance';
import { toAppError } from '../database/to-app-error';
import { PARTITION_MS, tierTable } from '../partitions/partitioned-tables';
import type { Partitions } from '../partitions/partitions';
import { compactJournal } from '../points/compact';
import type { FrameCache } from '../points/frame-cache';
import { rollUpTiers } from '../points/roll-up';
import type { SeriesStore } from '../series/series-store';
import { dropExpired } from './drop-expired';
import { forgetOld } from './forget-old';
import { readStoreStatus } from './read-status';

export interface MaintenanceParts {
  pool: pg.Pool;
  partitions: Partitions;
  frames: FrameCache;
  series: SeriesStore;
  /** The policy in force; `dropExpired` sets it. */
  policy: { current: RetentionPolicy };
}

/** Partitions are made this long before they are needed. */
const AHEAD_MS = 15 * 60_000;

/** The jobs that keep the store small and fast. */
export class StoredMaintenance implements StoreMaintenance {
  private readonly parts: MaintenanceParts;

  constructor(parts: MaintenanceParts) {
    this.parts = parts;
  }

  compact(nowMs: number): Promise<number> {
    const { pool, partitions, frames } = this.parts;
    return maintaining('compact the journal', () => compactJournal(pool, partitions, frames, nowMs));
  }

  rollUp(_nowMs: number): Promise<number> {
    const { pool, partitions, frames } = this.parts;
    return maintaining('roll up metrics', () => rollUpTiers(pool, partitions, frames));
  }

  ensurePartitions(nowMs: number): Promise<string[]> {
    return maintaining('make partitions', async () => {
      const { partitions, policy } = this.parts;
      const widths = {
        access_logs: await partitions.widthWithin('access_logs', policy.current.logsBytes),
        spans: await partitions.widthWithin('spans', policy.current.spansBytes),
        points_journal: PARTITION_MS.points_journal,
        [tierTable('10s')]: PARTITION_MS.points_10s,
      };
      const made: (string | undefined)[] = [];
      for (const [table, width] of Object.entries(widths)) {
        for (const at of [nowMs, nowMs + AHEAD_MS]) {
          made.push(await partitions.ensure(table as keyof typeof PARTITION_MS, at, width));
        }
      }
      return made.filter((name) => name !== undefined);
    });
  }

  dropExpired(policy: RetentionPolicy, nowMs: number): Promise<string[]> {
    this.parts.policy.current = policy;
    return maintaining('drop what is no longer kept', async () => {
      const { pool, partitions, series } = this.parts;
      const dropped = await dropExpired(pool, partitions, policy, nowMs);
      await series.dropUnseen(nowMs - policy.tierMs['1h'] - PARTITION_MS.points_1h);
      await forgetOld(pool, policy, nowMs);
      return dropped;
    });
  }

  status(): Promise<StoreStatus> {
    return maintaining('read the state of the store', () =>
      readStoreStatus(this.parts.pool, this.parts.partitions),
    );
  }
}

async function maintaining<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toAppError(doing, error);
  }
}
