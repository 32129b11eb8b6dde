import type { RegistrySnapshot } from '../../mesh/registry/service';
import type { AgentEntry } from '../registry/agent-entry';
import type { LayeredSnapshot } from '../registry/diff-snapshots';
import type { LiveRegistry } from '../registry/live-registry';
import type { ConfigMessages } from './config-messages';
import type { ConfigScopes } from './config-scopes';

export interface ConfigFeedDeps {
  registry: LiveRegistry;
  scopes: ConfigScopes;
  messages: ConfigMessages;
}

/** Keeps one agent's configuration current: the whole once, then deltas; the whole again when a delta did not fit. */
export class ConfigFeed {
  private sent: LayeredSnapshot | undefined;
  private lastWasDelta = false;
  private readonly stopListening: () => void;
  private readonly deps: ConfigFeedDeps;
  private readonly entry: AgentEntry;
  private readonly send: (text: string) => boolean;

  /** `send` answers false when the agent has too much unread; configuration then waits for `catchUp`. */
  constructor(deps: ConfigFeedDeps, entry: AgentEntry, send: (text: string) => boolean) {
    this.deps = deps;
    this.entry = entry;
    this.send = send;
    this.stopListening = deps.registry.onSnapshot((snapshot) => this.push(snapshot));
    this.catchUp();
  }

  /** Sends what an unread socket kept back. */
  catchUp(): void {
    this.push(this.deps.registry.snapshot());
  }

  /** An agent that cannot apply a delta gets the whole; a refused whole stays refused until something changes. */
  noteRefusal(revision: number): void {
    if (revision !== this.sent?.revision || !this.lastWasDelta) return;
    this.sent = undefined;
    this.catchUp();
  }

  stop(): void {
    this.stopListening();
  }

  private push(snapshot: RegistrySnapshot): void {
    if (this.sent?.revision === snapshot.revision) return;
    const { messages, registry, scopes } = this.deps;
    const next = scopes.of(snapshot, this.entry.hello);
    const before = this.sent;
    const text = before === undefined ? messages.wholeOf(next) : messages.deltaOf(before, next);
    if (!this.send(text)) return;
    this.sent = next;
    this.lastWasDelta = before !== undefined;
    registry.noteConfigSent(this.entry, next.services.length, next.shared.length + next.own.length);
  }
}
