import type { ConsoleState } from '../../protocol/api/console';
import type { IngestCounters } from '../ingest/ingest-counters';
import type { RetentionPolicy, StoreStatus } from '../store/contract/store-maintenance';
import type { Store } from '../store/store';
import type { DatabaseFacts } from './database-facts';
import { describeStorage } from './describe-storage';
import type { LoopDelay } from './loop-delay';
import { RateMeter } from './rate-meter';
import type { RollingLatency } from './rolling-latency';

const SAMPLE_MS = 1_000;
/** The sizes of tables change slowly and cost a query. */
const STATUS_MS = 5_000;

export interface ConsoleFactsDeps {
  version: string;
  startedAtMs: number;
  now: () => number;
  store: Pick<Store, 'maintenance' | 'ping'>;
  database: DatabaseFacts;
  counters: IngestCounters;
  commitLatency: RollingLatency;
  loopDelay: LoopDelay;
  retention: () => RetentionPolicy;
  agents: () => number;
  pendingBatches: () => number;
  live: () => ConsoleState['live'];
}

/** What the console tells about itself. */
export class ConsoleFacts {
  /** Where agents on this machine find their token; known once the console listens. */
  tokenFile: string | undefined;
  private readonly deps: ConsoleFactsDeps;
  private readonly points: RateMeter;
  private readonly logs: RateMeter;
  private readonly spans: RateMeter;
  private readonly timer: NodeJS.Timeout;
  private status: { atMs: number; value: Promise<StoreStatus> } | undefined;

  constructor(deps: ConsoleFactsDeps) {
    this.deps = deps;
    const { counters } = deps;
    this.points = new RateMeter(() => counters.points);
    this.logs = new RateMeter(() => counters.logs);
    this.spans = new RateMeter(() => counters.spans);
    this.timer = setInterval(() => this.sample(), SAMPLE_MS).unref();
    this.sample();
  }

  async describe(): Promise<ConsoleState> {
    const { version, startedAtMs, database, loopDelay, live } = this.deps;
    const failure = await this.deps.store.ping().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const status = failure === undefined ? await this.readStatus().catch(() => undefined) : undefined;
    return {
      version,
      startedAt: startedAtMs,
      agentTokenFile: this.tokenFile ?? null,
      rssBytes: process.memoryUsage.rss(),
      eventLoopDelayP99Ms: loopDelay.p99Ms(),
      database: {
        kind: database.kind,
        connected: failure === undefined,
        version: database.version,
        sizeBytes: status?.databaseBytes ?? 0,
        message: failure ?? database.message() ?? null,
      },
      ingest: this.describeIngest(),
      live: live(),
      storage: status === undefined ? [] : describeStorage(status, this.deps.retention()),
    };
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private describeIngest(): ConsoleState['ingest'] {
    const { counters, commitLatency, agents, pendingBatches } = this.deps;
    const refusedRows = counters.refusedPoints + counters.refusedLogs + counters.refusedSpans;
    // Connections that end or are taken over come back by themselves; nothing of them is refused.
    const { replaced: _replaced, silent: _silent, ...turnedAway } = counters.refusals;
    const refusedAgents = Object.values(turnedAway).reduce((sum, count) => sum + count, 0);
    return {
      agents: agents(),
      pointsPerSecond: this.points.perSecond(),
      logsPerSecond: this.logs.perSecond(),
      spansPerSecond: this.spans.perSecond(),
      pendingBatches: pendingBatches(),
      commitMsP50: commitLatency.quantileMs(0.5) ?? null,
      commitMsP99: commitLatency.quantileMs(0.99) ?? null,
      refused: refusedRows + refusedAgents,
      refusals: counters.recentRefusals.list().map(({ atMs, agent, why }) => ({ at: atMs, agent, why })),
      duplicates: counters.duplicateBatches,
    };
  }

  private sample(): void {
    const now = this.deps.now();
    for (const meter of [this.points, this.logs, this.spans]) meter.sample(now);
  }

  private readStatus(): Promise<StoreStatus> {
    const now = this.deps.now();
    if (this.status === undefined || now - this.status.atMs > STATUS_MS) {
      const value = this.deps.store.maintenance.status();
      value.catch(() => {
        this.status = undefined;
      });
      this.status = { atMs: now, value };
    }
    return this.status.value;
  }
}
