/** The rolled-up tiers of metric history. */
export const TIERS = ['10s', '1m', '10m', '1h'] as const;

export type Tier = (typeof TIERS)[number];

/** Width of a tier's buckets. */
export const TIER_MS: Readonly<Record<Tier, number>> = {
  '10s': 10_000,
  '1m': 60_000,
  '10m': 600_000,
  '1h': 3_600_000,
};

/** How long and how much is kept. */
export interface RetentionPolicy {
  tierMs: Readonly<Record<Tier, number>>;
  logsMs: number;
  spansMs: number;
  /** Indexes included; the oldest partitions go first. */
  logsBytes: number;
  spansBytes: number;
}

/** What a page shows of one table. */
export interface TableStatus {
  table: string;
  rows: number;
  bytes: number;
  partitions: number;
  oldestMs: number | null;
  newestMs: number | null;
}

export interface StoreStatus {
  tables: TableStatus[];
  databaseBytes: number;
  /** Everything before this is rolled up into the tier. */
  watermarkMs: Readonly<Record<Tier, number | null>>;
  /** Deltas that wait for compaction. */
  journalSegments: number;
  /** Buckets that late data marked, by tier. */
  dirtyBuckets: Readonly<Record<Tier, number>>;
}

/** The jobs of the retention scheduler; each is idempotent, transactional and safe to interrupt. */
export interface StoreMaintenance {
  /** Moves the deltas of closed 10 s buckets into the 10 s tier; the number of buckets written. */
  compact(nowMs: number): Promise<number>;
  /** Recomputes closed dirty buckets of the coarser tiers; the number of buckets written. */
  rollUp(nowMs: number): Promise<number>;
  /** Creates the partitions of the hours and days ahead; the names of new ones. */
  ensurePartitions(nowMs: number): Promise<string[]>;
  /** Drops what the policy no longer keeps; the names of dropped partitions. */
  dropExpired(policy: RetentionPolicy, nowMs: number): Promise<string[]>;
  status(): Promise<StoreStatus>;
}
