import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, isAppError } from '../protocol/app-error';
import { loadAgentToken } from './agent-access/agent-token';
import { publishAgentToken } from './agent-access/publish-agent-token';
import { createApi } from './api/create-api';
import { HANDLERS } from './api/handlers';
import { Authenticator } from './auth/authenticator';
import { Denials } from './auth/denials';
import { bearerToken, createSecretCheck } from './auth/secret-check';
import type { ConsoleOptions } from './config/console-options';
import { chooseNodeEnv, readOptions } from './config/read-options';
import { type OpenDatabase, openDatabase } from './database/open-database';
import { createHotIntake } from './hot-window/hot-intake';
import { LogRing } from './hot-window/log-ring';
import { MemoryHotWindow } from './hot-window/memory-hot-window';
import { warmHotWindow } from './hot-window/warm-hot-window';
import { createHttpServer } from './http/create-http-server';
import { createHostGuard } from './http/host-guard';
import { isSameOrigin } from './http/is-same-origin';
import { listen } from './http/listen';
import { openPages } from './http/open-pages';
import type { Pages } from './http/pages';
import { prepareClose } from './http/prepare-close';
import { createUpgradeDispatcher } from './http/upgrade-dispatcher';
import { ConfigMessages } from './ingest/config-messages';
import { IngestCounters } from './ingest/ingest-counters';
import { INGEST_SERVER_LIMITS } from './ingest/ingest-limits';
import { IngestServer } from './ingest/ingest-server';
import { PendingBudget } from './ingest/pending-budget';
import { StreamDirectory } from './ingest/stream-directory';
import { findPackage } from './lifecycle/find-package';
import { Steps } from './lifecycle/steps';
import { stopOnSignal } from './lifecycle/stop-on-signal';
import { LiveCounters } from './live/live-counters';
import { LiveHub } from './live/live-hub';
import { LiveServer } from './live/live-server';
import { createQueryContext } from './query/create-query-context';
import { openDocument } from './query/live-documents/open-document';
import { AgentEvents } from './registry/agent-events';
import { AgentJournal } from './registry/agent-journal';
import { EventWriter } from './registry/event-writer';
import { LiveRegistry } from './registry/live-registry';
import { loadFirstRevision, saveRevision } from './registry/registry-revision';
import { loadRetention } from './retention/load-retention';
import { RetentionScheduler } from './retention/retention-scheduler';
import { ConsoleFacts } from './self-metrics/console-facts';
import { createMetrics } from './self-metrics/create-metrics';
import { HttpCounters } from './self-metrics/http-counters';
import { LoopDelay } from './self-metrics/loop-delay';
import { RollingLatency } from './self-metrics/rolling-latency';
import { createStore } from './store/create-store';
import type { Store } from './store/store';

/*
 * The only file that wires the console together. Everything is made here in the order in which it is needed, and
 * stopped in the reverse order.
 */

const DRAIN_MS = 5_000;
const SWEEP_MS = 1_000;
const now = Date.now;
const log = (line: string): void => console.log(line);

async function startConsole(options: ConsoleOptions, steps: Steps): Promise<void> {
  const { dir, version } = findPackage();
  await mkdir(options.home, { recursive: true });
  const opening = steps.run('pages', () => openPages(dir, options.dev));
  // Should the database fail first, that is the error to tell.
  opening.catch(() => {});
  const database = await steps.run('database', () => openDatabase({ ...options, log }));
  steps.onStop('database', () => database.stop());
  const migrationsDir = join(dir, 'prisma', 'migrations');
  const store = await steps.run('store', () =>
    createStore({ connection: database.connection, migrationsDir, retention: options.retention, log }),
  );
  steps.onStop('store', () => store.close());
  const retention = await startRetention(store, options, steps);
  const memory = await steps.run('memory', () => warmMemory(store));
  const registry = await steps.run('registry', () => startRegistry(store, options, version, steps));
  const token = await loadAgentToken(options.dataDir, options.agentToken);
  const pages = await opening;
  steps.onStop('pages', () => pages.close());
  let isAnnounced = false;
  const port = await steps.run('listening', () =>
    serve({
      isAnnounced: () => isAnnounced,
      options,
      steps,
      version,
      database,
      store,
      retention,
      memory,
      registry,
      token,
      pages,
    }),
  );
  await announce(options, port, token);
  isAnnounced = true;
}

async function startRetention(
  store: Store,
  options: ConsoleOptions,
  steps: Steps,
): Promise<RetentionScheduler> {
  const policy = await loadRetention(store.settings, options.retention);
  const { maintenance, sessions } = store;
  const scheduler = new RetentionScheduler({ maintenance, sessions, policy, log });
  await steps.run('maintenance', () => scheduler.start());
  steps.onStop('maintenance', () => scheduler.stop());
  return scheduler;
}

interface Memory {
  hot: MemoryHotWindow;
  tail: LogRing;
}

async function warmMemory(store: Store): Promise<Memory> {
  const hot = new MemoryHotWindow({ now });
  await warmHotWindow(hot, store, now());
  return { hot, tail: new LogRing() };
}

async function startRegistry(
  store: Store,
  options: ConsoleOptions,
  version: string,
  steps: Steps,
): Promise<LiveRegistry> {
  const onError = (error: unknown): void =>
    log(`registry: ${error instanceof Error ? error.message : error}`);
  const registry = new LiveRegistry({
    now,
    firstRevision: await loadFirstRevision(store.settings),
    external: options.external,
    outboundTrafficPolicy: options.outboundTrafficPolicy,
    telemetry: { randomSamplingPercentage: options.samplingPercent, accessLogging: true },
  });
  registry.onSnapshot(({ snapshot }) => saveRevision(store.settings, snapshot.revision).catch(onError));
  const events = new EventWriter(store.events, onError);
  const journal = new AgentJournal(store.agents, now, onError);
  const agentEvents = new AgentEvents(now, (event) => events.append(event));
  registry.observe(journal);
  registry.observe(agentEvents);
  registry.restore(await store.agents.listAgents());
  agentEvents.restore(registry.agents());
  const message = `Console ${version} started.`;
  events.append({
    atMs: now(),
    kind: 'console-started',
    namespace: '',
    subject: '',
    message,
    details: { version },
  });
  const sweeper = setInterval(() => registry.sweep(), SWEEP_MS);
  steps.onStop('registry', async () => {
    clearInterval(sweeper);
    registry.stop();
    await journal.flush();
    await events.flush();
  });
  return registry;
}

interface Parts {
  options: ConsoleOptions;
  steps: Steps;
  version: string;
  database: OpenDatabase;
  store: Store;
  retention: RetentionScheduler;
  memory: Memory;
  registry: LiveRegistry;
  token: string;
  pages: Pages;
  /** Agents of this machine can find their token. */
  isAnnounced: () => boolean;
}

/** Everything that talks to the outside. */
async function serve(parts: Parts): Promise<number> {
  const { options, steps, version, database, store, retention, memory, registry, pages } = parts;
  const { hot, tail } = memory;
  const counters = new IngestCounters();
  const denials = new Denials();
  const http = new HttpCounters();
  const commitLatency = new RollingLatency(now);
  const loopDelay = new LoopDelay();
  const liveCounters = new LiveCounters();
  const budget = new PendingBudget(INGEST_SERVER_LIMITS.pendingBytes);
  const query = createQueryContext({ hot, tail, store, registry, now });
  const { adminPassword, adminToken } = options;
  const auth = new Authenticator({ sessions: store.sessions, denials, now, adminPassword, adminToken });
  const isAgentSecret = createSecretCheck(parts.token);

  const metrics = createMetrics({
    version,
    ingest: counters,
    denials,
    http,
    sink: () => store.sink.counters(),
    agents: () => registry.connectedCount(),
    pendingBatches: () => ingest.pendingBatches(),
    pendingBytes: () => budget.usedBytes(),
    hotWindow: () => ({ bytes: hot.bytes(), series: hot.seriesCount() }),
    live: () => ({ ...liveCounters, browsers: live.browserCount(), subscriptions: live.subscriptionCount() }),
  });
  const onCommitted = (ms: number): void => {
    commitLatency.record(ms);
    metrics.observeCommit(ms / 1_000);
  };
  const ingest = new IngestServer({
    registry,
    streams: new StreamDirectory(store.sink, { budget, counters, log, onCommitted }),
    series: store.series,
    intake: createHotIntake(hot, tail),
    budget,
    counters,
    messages: new ConfigMessages(),
    now,
    log,
    consoleVersion: version,
    batchIntervalMs: options.batchIntervalMs,
    isAgentToken: (authorization) => isAgentSecret(bearerToken(authorization) ?? ''),
  });
  const hub = new LiveHub((topic, params) => openDocument(query, topic, params), liveCounters, now);
  const live = new LiveServer({
    hub,
    counters: liveCounters,
    now,
    version,
    isSameOrigin,
    isAllowed: async (headers) => (await auth.identify(headers)) !== undefined,
    onDenied: (denial) => denials.note(denial),
  });
  const facts = new ConsoleFacts({
    version,
    startedAtMs: now(),
    now,
    store,
    database,
    counters,
    commitLatency,
    loopDelay,
    retention: () => retention.policy(),
    agents: () => registry.connectedCount(),
    pendingBatches: () => ingest.pendingBatches(),
    live: () => ({
      browsers: live.browserCount(),
      subscriptions: live.subscriptionCount(),
      skippedUpdates: liveCounters.skippedUpdates,
    }),
  });
  const saving = { settings: store.settings, audit: store.audit, scheduler: retention, now };
  const api = createApi({
    deps: { query, auth, denials, console: facts, retention: saving },
    handlers: HANDLERS,
    version,
    readMetrics: () => metrics.read(),
    checkReady: async () => {
      if (!parts.isAnnounced()) throw new AppError('overloaded', 'The console is starting');
      await store.ping();
    },
    onAnswer: (route, method, status, seconds) => http.note(route, method, status, seconds),
    log,
  });
  const isKnownHost = createHostGuard(options.bind, options.allowedHosts);
  const onUnknownHost = (): void => denials.note('unknown-host');
  const server = createHttpServer({ isKnownHost, onUnknownHost, api, pages: pages.handle, log });
  const hotReload = options.dev ? pages.upgrade : undefined;
  const dispatch = createUpgradeDispatcher({ isKnownHost, ingest, live, hotReload });
  server.on('upgrade', (request, socket, head) => {
    dispatch(request, socket, head).catch((error: unknown) => {
      log(`upgrade of ${request.url} failed: ${error}`);
      socket.destroy();
    });
  });
  steps.onStop('measurements', () => {
    facts.stop();
    loopDelay.stop();
  });
  const close = prepareClose(server);
  const port = await listen(server, options.port, options.bind);
  steps.onStop('agents', () => ingest.stop(DRAIN_MS));
  steps.onStop('browsers', () => {
    live.stop();
    hub.stop();
  });
  steps.onStop('listening', close);
  return port;
}

async function announce(options: ConsoleOptions, port: number, token: string): Promise<void> {
  const files = await publishAgentToken(options.home, options.bind, port, token);
  const host = options.bind.includes(':') ? `[${options.bind}]` : options.bind;
  const url = `http://${host === '0.0.0.0' || host === '[::]' ? '127.0.0.1' : host}:${port}`;
  log(`
Meshscope is open at ${url}

Give a process a sidecar and it appears there:
  npx meshscope run --console ${url} --name orders --version v1 --port 8080 -- node server.js
Agents of this user find their token in ${files[0] ?? options.home}; elsewhere set MESHSCOPE_TOKEN.
Stop: ctrl+c`);
}

async function main(): Promise<void> {
  const command = readOptions();
  if (command.run === 'help') return log(command.text);
  if (command.run === 'version') return log(findPackage().version);
  chooseNodeEnv(command.options.dev);
  const steps = new Steps(log);
  stopOnSignal(() => steps.stop(), log);
  process.on('unhandledRejection', (error) =>
    log(`unexpected: ${error instanceof Error ? error.stack : error}`),
  );
  try {
    await startConsole(command.options, steps);
  } catch (error) {
    await steps.stop();
    throw error;
  }
}

main().catch((error: unknown) => {
  const isPlain = isAppError(error) && error.code !== 'internal';
  console.error(isPlain ? `\n${error.message}` : error);
  process.exit(1);
});
