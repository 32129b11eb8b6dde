import type { RegistrySnapshot } from '../../mesh/registry/service';
import type { AgentEntry } from '../registry/agent-entry';
import type { LayeredSnapshot } from '../registry/diff-snapshots';
import type { LiveRegistry } from '../registry/live-registry';
import type { ConfigMessages } from './config-messages';
import type { ConfigPushes, PushTarget } from './config-pushes';
import type { ConfigScopes } from './config-scopes';

export interface ConfigFeedDeps {
  registry: Pick<LiveRegistry, 'noteConfigSent'>;
  pushes: ConfigPushes;
  scopes: ConfigScopes;
  messages: ConfigMessages;
}

/** Keeps one agent's configuration current: the whole once, then deltas; the whole again when a delta did not fit. */
export class ConfigFeed implements PushTarget {
  private sent: LayeredSnapshot | undefined;
  private lastWasDelta = false;
  private readonly deps: ConfigFeedDeps;
  private readonly entry: AgentEntry;
  private readonly send: (text: string) => boolean;

  /** `send` answers false when the agent has too much unread; configuration then waits for `catchUp`. */
  constructor(deps: ConfigFeedDeps, entry: AgentEntry, send: (text: string) => boolean) {
    this.deps = deps;
    this.entry = entry;
    this.send = send;
    deps.pushes.add(this);
  }

  /** Sends what an unread socket kept back. */
  catchUp(): void {
    this.deps.pushes.wake(this);
  }

  /** An agent that cannot apply a delta gets the whole; a refused whole stays refused until something changes. */
  noteRefusal(revision: number): void {
    if (revision !== this.sent?.revision || !this.lastWasDelta) return;
    this.sent = undefined;
    this.catchUp();
  }

  stop(): void {
    this.deps.pushes.remove(this);
  }

  /** Sends the way from what the agent has to `snapshot`. */
  push(snapshot: RegistrySnapshot): void {
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
