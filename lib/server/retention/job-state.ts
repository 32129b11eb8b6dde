/** The jobs, in the order they run. */
export const RETENTION_JOBS = ['partitions', 'compaction', 'rollup', 'retention', 'sessions'] as const;

export type RetentionJob = (typeof RETENTION_JOBS)[number];

/** What a page shows of one job. */
export interface JobState {
  job: RetentionJob;
  everyMs: number;
  runs: number;
  failures: number;
  lastStartedMs: number | null;
  lastDurationMs: number | null;
  /** Buckets written, partitions made or dropped, sessions ended. */
  lastResult: number | null;
  lastError: string | null;
}
