import type { Denials } from '../auth/denials';
import { ConsoleFacts } from '../self-metrics/console-facts';
import { createMetrics } from '../self-metrics/create-metrics';
import type { HttpCounters } from '../self-metrics/http-counters';
import { LoopDelay } from '../self-metrics/loop-delay';
import type { Core } from './core';
import type { OpenIngest } from './open-ingest';
import type { OpenLive } from './open-live';

type Metrics = ReturnType<typeof createMetrics>;

/** What the console says of itself: to Prometheus, and on its own page. */
export interface OpenMetrics {
  metrics: Metrics;
  facts: ConsoleFacts;
}

/** Counts and measures the console itself. */
export function openMetrics(
  core: Core,
  ingest: OpenIngest,
  live: OpenLive,
  denials: Denials,
  http: HttpCounters,
): OpenMetrics {
  const { version, store, registry, database, retention, memory, steps } = core;
  const { counters, budget, commitLatency, server } = ingest;
  const metrics = createMetrics({
    version,
    ingest: counters,
    certificates: ingest.certificates,
    denials,
    traces: ingest.traces,
    http,
    sink: () => store.sink.counters(),
    agents: () => registry.connectedCount(),
    pendingBatches: () => server.pendingBatches(),
    pendingBytes: () => budget.usedBytes(),
    hotWindow: () => ({ bytes: memory.hot.bytes(), series: memory.hot.seriesCount() }),
    live: () => ({ ...live.counters, ...live.facts() }),
  });
  ingest.onCommit((ms) => metrics.observeCommit(ms / 1_000));
  const loopDelay = new LoopDelay();
  const facts = new ConsoleFacts({
    version,
    startedAtMs: Date.now(),
    now: Date.now,
    store,
    database,
    counters,
    commitLatency,
    loopDelay,
    retention: () => retention.policy(),
    agents: () => registry.connectedCount(),
    pendingBatches: () => server.pendingBatches(),
    live: () => live.facts(),
  });
  steps.onStop('measurements', () => {
    facts.stop();
    loopDelay.stop();
  });
  return { metrics, facts };
}
