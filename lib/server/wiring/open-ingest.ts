import { bearerToken, createSecretCheck } from '../auth/secret-check';
import { createHotIntake } from '../hot-window/hot-intake';
import { ConfigMessages } from '../ingest/config-messages';
import { IngestCounters } from '../ingest/ingest-counters';
import { INGEST_SERVER_LIMITS } from '../ingest/ingest-limits';
import { IngestServer } from '../ingest/ingest-server';
import { PendingBudget } from '../ingest/pending-budget';
import { StreamDirectory } from '../ingest/stream-directory';
import { RollingLatency } from '../self-metrics/rolling-latency';
import type { Core } from './core';
import { log } from './log';

/** The agents' side of the console, and what it counts. */
export interface OpenIngest {
  server: IngestServer;
  counters: IngestCounters;
  budget: PendingBudget;
  commitLatency: RollingLatency;
  /** Called with each commit's milliseconds. */
  onCommit(listener: (ms: number) => void): void;
}

/** Opens the way from agents into memory and store. */
export function openIngest({ registry, store, memory, options, version, token }: Core): OpenIngest {
  const now = Date.now;
  const counters = new IngestCounters();
  const budget = new PendingBudget(INGEST_SERVER_LIMITS.pendingBytes);
  const commitLatency = new RollingLatency(now);
  const listeners: ((ms: number) => void)[] = [(ms) => commitLatency.record(ms)];
  const onCommitted = (ms: number): void => {
    for (const listener of listeners) listener(ms);
  };
  const isAgentSecret = createSecretCheck(token);
  const server = new IngestServer({
    registry,
    streams: new StreamDirectory(store.sink, { budget, counters, log, onCommitted }),
    series: store.series,
    intake: createHotIntake(memory.hot, memory.tail),
    budget,
    counters,
    messages: new ConfigMessages(),
    now,
    log,
    consoleVersion: version,
    batchIntervalMs: options.batchIntervalMs,
    isAgentToken: (authorization) => isAgentSecret(bearerToken(authorization) ?? ''),
  });
  return { server, counters, budget, commitLatency, onCommit: (listener) => listeners.push(listener) };
}
