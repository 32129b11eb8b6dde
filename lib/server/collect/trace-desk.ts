import { createTokenBucket, takeToken } from '../../mesh/traffic/token-bucket';
import { COLLECT_LIMITS, type WantedTrace } from '../../protocol/ingest/collect-trace';
import { COLLECT_DESK_LIMITS } from './collect-limits';

/** An agent that keeps spans. */
export interface KeepingAgent {
  wantTraces(traces: readonly WantedTrace[]): void;
}

type Budget = 'failures' | 'slow' | 'asked';

/**
 * Asks every agent for the traces of requests that went wrong. The first agent to notice is enough; each trace is asked
 * for once, within a budget, so that an outage costs no more than the mesh can bear.
 */
export class TraceDesk {
  readonly counters = { alerts: 0, suppressed: 0, asked: {} as Record<string, number> };
  private readonly now: () => number;
  private readonly agents = new Set<KeepingAgent>();
  /** What was asked for of late, the oldest first. */
  private readonly recent = new Map<string, { reason: string; atMs: number }>();
  private readonly budgets = {
    failures: createTokenBucket(COLLECT_DESK_LIMITS.failures, 0),
    slow: createTokenBucket(COLLECT_DESK_LIMITS.slow, 0),
    asked: createTokenBucket(COLLECT_DESK_LIMITS.asked, 0),
  };
  private gathered: WantedTrace[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(now: () => number) {
    this.now = now;
  }

  /** An agent that keeps spans is there; it is told what it missed. */
  join(agent: KeepingAgent): void {
    this.agents.add(agent);
    this.forget(this.now());
    const missed = [...this.recent].map(([traceId, { reason }]): WantedTrace => [traceId, reason]);
    for (const part of parts(missed)) agent.wantTraces(part);
  }

  leave(agent: KeepingAgent): void {
    this.agents.delete(agent);
  }

  /** Somebody wants these traces; false when nothing new was asked for. */
  request(traces: readonly WantedTrace[]): boolean {
    const nowMs = this.now();
    this.forget(nowMs);
    let isNew = false;
    for (const [traceId, reason] of traces) {
      this.counters.alerts++;
      if (this.recent.has(traceId) || !this.mayAsk(reason, nowMs)) continue;
      isNew = true;
      this.recent.set(traceId, { reason, atMs: nowMs });
      this.counters.asked[reason] = (this.counters.asked[reason] ?? 0) + 1;
      this.gathered.push([traceId, reason]);
    }
    if (isNew) this.schedule(traces.some(([, reason]) => reason === 'asked'));
    return isNew;
  }

  /** Whether there is anybody to ask. */
  get hasAgents(): boolean {
    return this.agents.size > 0;
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private schedule(isUrgent: boolean): void {
    if (this.timer !== undefined && !isUrgent) return;
    clearTimeout(this.timer);
    const waitMs = isUrgent ? COLLECT_DESK_LIMITS.askedGatherMs : COLLECT_DESK_LIMITS.gatherMs;
    this.timer = setTimeout(() => this.ask(), waitMs).unref();
  }

  private ask(): void {
    this.timer = undefined;
    const traces = this.gathered;
    this.gathered = [];
    for (const part of parts(traces)) for (const agent of this.agents) agent.wantTraces(part);
  }

  private mayAsk(reason: string, nowMs: number): boolean {
    const budget: Budget = reason === 'slow' || reason === 'asked' ? reason : 'failures';
    if (this.recent.size < COLLECT_DESK_LIMITS.remembered) {
      if (takeToken(COLLECT_DESK_LIMITS[budget], this.budgets[budget], nowMs)) return true;
    }
    this.counters.suppressed++;
    return false;
  }

  private forget(nowMs: number): void {
    for (const [traceId, { atMs }] of this.recent) {
      if (atMs >= nowMs - COLLECT_DESK_LIMITS.rememberMs) return;
      this.recent.delete(traceId);
    }
  }
}

function parts(traces: readonly WantedTrace[]): WantedTrace[][] {
  const all: WantedTrace[][] = [];
  for (let at = 0; at < traces.length; at += COLLECT_LIMITS.traces) {
    all.push(traces.slice(at, at + COLLECT_LIMITS.traces));
  }
  return all;
}
