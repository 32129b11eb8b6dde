import { DEFAULT_MESH_SETTINGS } from '../../mesh/config/mesh-settings';
import type { ConsoleOptions } from '../config/console-options';
import type { ConfigState } from '../config-store/state/config-state';
import type { Steps } from '../lifecycle/steps';
import type { Overrides } from '../overrides/overrides';
import { AgentEvents } from '../registry/agent-events';
import { AgentJournal } from '../registry/agent-journal';
import { EventWriter } from '../registry/event-writer';
import { LiveRegistry } from '../registry/live-registry';
import { loadFirstRevision, saveRevision } from '../registry/registry-revision';
import type { Store } from '../store/store';
import { logErrorsOf } from './log';

const SWEEP_MS = 1_000;

/** The agents and services of the mesh, as they were and as they come. */
export interface StartedRegistry {
  registry: LiveRegistry;
  /** The "what changed" feed. */
  events: EventWriter;
}

/** Remembers the agents of before, journals what they do and tells of it. */
export async function startRegistry(
  store: Store,
  options: ConsoleOptions,
  config: ConfigState,
  overrides: Overrides,
  version: string,
  steps: Steps,
): Promise<StartedRegistry> {
  const now = Date.now;
  const onError = logErrorsOf('registry');
  const registry = new LiveRegistry({
    now,
    firstRevision: await loadFirstRevision(store.settings),
    external: options.external,
    resources: config.configObjects(),
    settings: {
      ...DEFAULT_MESH_SETTINGS,
      outboundTrafficPolicy: options.outboundTrafficPolicy,
      trustDomain: options.trustDomain,
    },
    operations: overrides.operations,
    telemetry: { randomSamplingPercentage: options.samplingPercent, accessLogging: true },
  });
  registry.onSnapshot((snapshot) => saveRevision(store.settings, snapshot.revision).catch(onError));
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
  return { registry, events };
}
