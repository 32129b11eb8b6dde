import type { Authenticator } from '../auth/authenticator';
import type { Denials } from '../auth/denials';
import type { ConfigDeps } from '../config-store/config-deps';
import { describePush } from '../config-store/view/describe-push';
import { isSameOrigin } from '../http/is-same-origin';
import { LiveCounters } from '../live/live-counters';
import { LiveHub } from '../live/live-hub';
import { LiveServer } from '../live/live-server';
import { openDocument } from '../query/live-documents/open-document';
import type { QueryContext } from '../query/query-context';

/** The browsers' WebSockets. */
export interface OpenLive {
  server: LiveServer;
  /** What is open and was skipped. */
  facts(): { browsers: number; subscriptions: number; skippedUpdates: number };
  counters: LiveCounters;
  stop(): void;
}

/** Opens the live documents to browsers that are signed in. */
export function openLive(
  query: QueryContext,
  config: Pick<ConfigDeps, 'state' | 'registry'>,
  auth: Authenticator,
  denials: Denials,
  version: string,
): OpenLive {
  const now = Date.now;
  const counters = new LiveCounters();
  const push = {
    read: () => describePush(config),
    version: () => `${config.state.version()}/${query.sources.registry.version()}`,
  };
  const hub = new LiveHub((topic, params) => openDocument(query, push, topic, params), counters, now);
  const server = new LiveServer({
    hub,
    counters,
    now,
    version,
    isSameOrigin,
    isAllowed: async (headers) => (await auth.identify(headers)) !== undefined,
    onDenied: (denial) => denials.note(denial),
  });
  return {
    server,
    counters,
    facts: () => ({
      browsers: server.browserCount(),
      subscriptions: server.subscriptionCount(),
      skippedUpdates: counters.skippedUpdates,
    }),
    stop() {
      server.stop();
      hub.stop();
    },
  };
}
