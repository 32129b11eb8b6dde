import type { Sessions } from '../store/contract/console-records';
import type { RetentionPolicy, StoreMaintenance } from '../store/contract/store-maintenance';
import { type JobState, RETENTION_JOBS, type RetentionJob } from './job-state';

/** How often each job runs; they are cheap when there is nothing to do. */
const EVERY_MS: Readonly<Record<RetentionJob, number>> = {
  partitions: 60_000,
  compaction: 2_000,
  rollup: 10_000,
  retention: 60_000,
  sessions: 600_000,
};
const TICK_MS = 1_000;

export interface RetentionSchedulerOptions {
  maintenance: StoreMaintenance;
  sessions: Sessions;
  policy: RetentionPolicy;
  now?: () => number;
  log?: (line: string) => void;
}

/**
 * Runs the store's jobs one after the other, never two at a time: compaction, roll-up and retention touch the same
 * buckets. A job that fails is tried again at its next turn; the first failure in a row is logged.
 */
export class RetentionScheduler {
  private readonly options: RetentionSchedulerOptions;
  private readonly now: () => number;
  private readonly states: Map<RetentionJob, JobState>;
  private current: RetentionPolicy;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;

  constructor(options: RetentionSchedulerOptions) {
    this.options = options;
    this.now = options.now ?? Date.now;
    this.current = options.policy;
    this.states = new Map(RETENTION_JOBS.map((job) => [job, newState(job)]));
  }

  /** Runs everything once, then on time. */
  async start(): Promise<void> {
    await this.runDue();
    if (this.stopped) return;
    this.timer = setInterval(() => void this.runDue(), TICK_MS);
    this.timer.unref();
  }

  policy(): RetentionPolicy {
    return this.current;
  }

  /** In force at once; the next turn drops what is no longer kept. */
  setPolicy(policy: RetentionPolicy): void {
    this.current = policy;
    const state = this.states.get('retention');
    if (state !== undefined) state.lastStartedMs = null;
  }

  state(): JobState[] {
    return [...this.states.values()].map((state) => ({ ...state }));
  }

  /** Resolves once no job runs any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  private runDue(): Promise<void> {
    this.running ??= this.runJobs().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async runJobs(): Promise<void> {
    for (const state of this.states.values()) {
      if (this.stopped) return;
      const due = state.lastStartedMs === null || this.now() - state.lastStartedMs >= state.everyMs;
      if (due) await this.run(state);
    }
  }

  private async run(state: JobState): Promise<void> {
    state.lastStartedMs = this.now();
    state.runs++;
    try {
      state.lastResult = await this.work(state.job);
      state.lastError = null;
    } catch (error) {
      state.failures++;
      const message = error instanceof Error ? error.message : String(error);
      if (state.lastError === null) this.options.log?.(`${state.job}: ${message}`);
      state.lastError = message;
    }
    state.lastDurationMs = this.now() - state.lastStartedMs;
  }

  private async work(job: RetentionJob): Promise<number> {
    const { maintenance, sessions } = this.options;
    switch (job) {
      case 'partitions':
        return (await maintenance.ensurePartitions(this.now())).length;
      case 'compaction':
        return maintenance.compact(this.now());
      case 'rollup':
        return maintenance.rollUp(this.now());
      case 'retention':
        return (await maintenance.dropExpired(this.current, this.now())).length;
      case 'sessions':
        return sessions.deleteExpiredSessions(this.now());
      default:
        return job satisfies never;
    }
  }
}

function newState(job: RetentionJob): JobState {
  return {
    job,
    everyMs: EVERY_MS[job],
    runs: 0,
    failures: 0,
    lastStartedMs: null,
    lastDurationMs: null,
    lastResult: null,
    lastError: null,
  };
}
