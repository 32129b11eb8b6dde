import { AppError } from '../../protocol/app-error';
import { createGrantReader } from '../agent-access/agent-grant';
import { createApi } from '../api/create-api';
import { HANDLERS } from '../api/handlers';
import { Authenticator } from '../auth/authenticator';
import { Denials } from '../auth/denials';
import { IncidentWatch } from '../diagnosis/incident-watch';
import { createFederateRoute } from '../federate/federate-route';
import { createHttpServer } from '../http/create-http-server';
import { createHostGuard } from '../http/host-guard';
import { listen } from '../http/listen';
import { createPort } from '../http/open-port';
import type { Pages } from '../http/pages';
import { prepareClose } from '../http/prepare-close';
import { createUpgradeDispatcher } from '../http/upgrade-dispatcher';
import { createOtlpRoutes } from '../otlp/otlp-routes';
import { openPast } from '../past/open-past';
import { createQueryContext } from '../query/create-query-context';
import { HealthHistory } from '../query/timeline/health-history';
import type { ConsoleFacts } from '../self-metrics/console-facts';
import { HttpCounters } from '../self-metrics/http-counters';
import { createJaegerRoutes } from '../trace-api/jaeger/jaeger-routes';
import { createTempoRoutes } from '../trace-api/tempo/tempo-routes';
import { createZipkinQueryRoutes } from '../trace-api/zipkin/zipkin-query-routes';
import { MeshWatch } from '../watch/mesh-watch';
import { createZipkinRoutes } from '../zipkin/zipkin-routes';
import type { Core } from './core';
import { log, logErrorsOf } from './log';
import { openConfig } from './open-config';
import { openGrpc } from './open-grpc';
import { openIngest } from './open-ingest';
import { openLive } from './open-live';
import { openMetrics } from './open-metrics';
import { openSpanIntake } from './open-span-intake';
import { startConfigSync } from './start-config-sync';
import { startRollouts } from './start-rollouts';

const DRAIN_MS = 5_000;

/** The console's port is open. */
export interface Served {
  port: number;
  /** What the console tells about itself. */
  facts: ConsoleFacts;
  /** From now on `/readyz` says yes. */
  markReady(): void;
}

/** Opens everything that talks to the outside. */
export async function serve(core: Core, pages: Pages): Promise<Served> {
  const { options, steps, version, store, retention, memory, registry, events, overrides } = core;
  const now = Date.now;
  const denials = new Denials();
  const http = new HttpCounters();
  const query = createQueryContext({
    hot: memory.hot,
    tail: memory.tail,
    store,
    registry,
    past: openPast(store.config, core.config, registry, now),
    overrides,
    now,
  });
  const { adminPassword, adminToken } = options;
  const auth = new Authenticator({ sessions: store.sessions, denials, now, adminPassword, adminToken });
  const config = await openConfig(core, query);
  const ingest = openIngest(core);
  const live = openLive(query, config, auth, denials, version);
  const spans = openSpanIntake(core, query);
  const { metrics, facts } = openMetrics(core, ingest, live, denials, http);
  const incidents = new IncidentWatch({ query, config }, store.incidents, logErrorsOf('diagnosis'));
  let isReady = false;
  const api = createApi({
    deps: {
      query,
      history: new HealthHistory(),
      views: { views: store.views, audit: store.audit, now },
      overrides: { overrides, settings: store.settings, audit: store.audit, registry, query, now },
      auth,
      denials,
      console: facts,
      config,
      traces: ingest.traces,
      proxies: ingest.proxies,
      configSync: await startConfigSync(core, config),
      rollouts: await startRollouts(core, config, query),
      retention: { settings: store.settings, audit: store.audit, scheduler: retention, now },
    },
    handlers: HANDLERS,
    rawRoutes: [
      ...createOtlpRoutes(spans),
      ...createZipkinRoutes(spans),
      ...createJaegerRoutes(query),
      ...createZipkinQueryRoutes(query),
      ...createTempoRoutes(query, version),
      createFederateRoute(query, memory.totals),
    ],
    readReporter: createGrantReader(core.token),
    version,
    readMetrics: () => metrics.read(),
    checkReady: async () => {
      if (!isReady) throw new AppError('overloaded', 'The console is starting');
      await store.ping();
    },
    onAnswer: (route, method, status, seconds) => http.note(route, method, status, seconds),
    log,
  });
  const isKnownHost = createHostGuard(options.bind, options.allowedHosts);
  const onUnknownHost = (): void => denials.note('unknown-host');
  const server = createHttpServer({ isKnownHost, onUnknownHost, api, pages: pages.handle, log });
  const hotReload = options.dev ? pages.upgrade : undefined;
  const dispatch = createUpgradeDispatcher({
    isKnownHost,
    ingest: ingest.server,
    live: live.server,
    hotReload,
  });
  server.on('upgrade', (request, socket, head) => {
    dispatch(request, socket, head).catch((error: unknown) => {
      log(`upgrade of ${request.url} failed: ${error}`);
      socket.destroy();
    });
  });
  const watch = new MeshWatch(query, (event) => events.append(event), logErrorsOf('watch'));
  watch.start();
  incidents.start();
  steps.onStop('watch', () => {
    watch.stop();
    incidents.stop();
  });
  const grpc = openGrpc(spans, { auth, denials, isKnownHost, token: core.token });
  const listener = createPort(server, grpc);
  const close = prepareClose(server, listener);
  const port = await listen(listener.port, options.port, options.bind);
  steps.onStop('agents', () => {
    ingest.traces.stop();
    ingest.pushes.stop();
    return ingest.server.stop(DRAIN_MS);
  });
  steps.onStop('browsers', () => live.stop());
  steps.onStop('listening', close);
  const markReady = (): void => {
    isReady = true;
  };
  return { port, facts, markReady };
}
