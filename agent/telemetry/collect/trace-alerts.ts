import { createTokenBucket, takeToken } from '../../../lib/mesh/traffic/token-bucket';
import {
  COLLECT_LIMITS,
  type CollectReason,
  type WantedTrace,
} from '../../../lib/protocol/ingest/collect-trace';
import { COLLECTING_LIMITS } from './collecting-limits';

type SendAlerts = (traces: WantedTrace[]) => void;

/** Tells the console of requests that went wrong: gathered for a moment, bounded, kept while it is away. */
export class TraceAlerts {
  raised = 0;
  /** Beyond the bounds. */
  suppressed = 0;
  private readonly pending = new Map<string, CollectReason>();
  private readonly failures = createTokenBucket(COLLECTING_LIMITS.alertBucket, 0);
  private readonly slow = createTokenBucket(COLLECTING_LIMITS.slowBucket, 0);
  private send: SendAlerts | undefined;
  private timer: NodeJS.Timeout | undefined;

  raise(traceId: string, reason: CollectReason, nowMs: number): void {
    if (this.pending.has(traceId)) return;
    const isAllowed =
      reason === 'slow'
        ? takeToken(COLLECTING_LIMITS.slowBucket, this.slow, nowMs)
        : takeToken(COLLECTING_LIMITS.alertBucket, this.failures, nowMs);
    if (!isAllowed || this.pending.size >= COLLECTING_LIMITS.alerts) {
      this.suppressed++;
      return;
    }
    this.raised++;
    this.pending.set(traceId, reason);
    this.schedule();
  }

  /** The console listens, or does not any more. */
  connect(send: SendAlerts | undefined): void {
    this.send = send;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.schedule();
  }

  private schedule(): void {
    if (this.timer !== undefined || this.send === undefined || this.pending.size === 0) return;
    this.timer = setTimeout(() => this.flush(), COLLECTING_LIMITS.alertIntervalMs).unref();
  }

  private flush(): void {
    this.timer = undefined;
    const traces = [...this.pending].slice(0, COLLECT_LIMITS.traces);
    for (const [traceId] of traces) this.pending.delete(traceId);
    if (traces.length > 0) this.send?.(traces);
    this.schedule();
  }
}
