import { createGrantReader } from '../agent-access/agent-grant';
import type { CertificateCounters } from '../ca/certificate-counters';
import { TraceDesk } from '../collect/trace-desk';
import { createHotIntake } from '../hot-window/hot-intake';
import { ConfigMessages } from '../ingest/config-messages';
import { ConfigPushes } from '../ingest/config-pushes';
import { ConfigScopes } from '../ingest/config-scopes';
import { IngestCounters } from '../ingest/ingest-counters';
import { INGEST_SERVER_LIMITS } from '../ingest/ingest-limits';
import { IngestServer } from '../ingest/ingest-server';
import { PendingBudget } from '../ingest/pending-budget';
import { StreamDirectory } from '../ingest/stream-directory';
import { ProxyDesk } from '../inspect/proxy-desk';
import { RollingLatency } from '../self-metrics/rolling-latency';
import type { Core } from './core';
import { log } from './log';
import { openCertificates } from './open-certificates';

/** The agents' side of the console, and what it counts. */
export interface OpenIngest {
  server: IngestServer;
  counters: IngestCounters;
  certificates: CertificateCounters;
  budget: PendingBudget;
  /** Tells agents of their configuration. */
  pushes: ConfigPushes;
  /** Asks agents for traces. */
  traces: TraceDesk;
  /** Asks agents what their proxies hold. */
  proxies: ProxyDesk;
  commitLatency: RollingLatency;
  /** Called with each commit's milliseconds. */
  onCommit(listener: (ms: number) => void): void;
}

/** Opens the way from agents into memory and store. */
export function openIngest(core: Core): OpenIngest {
  const { registry, store, memory, options, version, token } = core;
  const now = Date.now;
  const counters = new IngestCounters();
  const budget = new PendingBudget(INGEST_SERVER_LIMITS.pendingBytes);
  const commitLatency = new RollingLatency(now);
  const listeners: ((ms: number) => void)[] = [(ms) => commitLatency.record(ms)];
  const onCommitted = (ms: number): void => {
    for (const listener of listeners) listener(ms);
  };
  const certificates = openCertificates(core);
  const traces = new TraceDesk(now);
  const proxies = new ProxyDesk();
  const pushes = new ConfigPushes(registry);
  const server = new IngestServer({
    registry,
    streams: new StreamDirectory(store.sink, { budget, counters, log, now, onCommitted }),
    series: store.series,
    intake: createHotIntake(memory.hot, memory.tail, memory.totals),
    budget,
    counters,
    traces,
    proxies,
    pushes,
    scopes: new ConfigScopes(),
    messages: new ConfigMessages(),
    now,
    log,
    consoleVersion: version,
    batchIntervalMs: options.batchIntervalMs,
    readGrant: createGrantReader(token),
    openDesk: (hello) => certificates.openDesk(hello),
    onForeignIdentity: (hello) => certificates.onForeignIdentity(hello),
  });
  return {
    server,
    counters,
    certificates: certificates.counters,
    budget,
    pushes,
    traces,
    proxies,
    commitLatency,
    onCommit: (listener) => listeners.push(listener),
  };
}
