import type { LiveRegistry, SnapshotChange } from '../registry/live-registry';
import type { ConfigMessages } from './config-messages';

/** Keeps one agent's configuration current: the whole once, then deltas; the whole again when a delta did not fit. */
export class ConfigFeed {
  private sentRevision = -1;
  private lastWasDelta = false;
  private readonly stopListening: () => void;
  private readonly registry: LiveRegistry;
  private readonly messages: ConfigMessages;
  private readonly send: (text: string) => boolean;

  /** `send` answers false when the agent has too much unread; configuration then waits for `catchUp`. */
  constructor(registry: LiveRegistry, messages: ConfigMessages, send: (text: string) => boolean) {
    this.registry = registry;
    this.messages = messages;
    this.send = send;
    this.stopListening = registry.onSnapshot((change) => this.push(change));
    this.catchUp();
  }

  /** Sends what an unread socket kept back. */
  catchUp(): void {
    const snapshot = this.registry.snapshot();
    if (this.sentRevision === snapshot.revision || !this.send(this.messages.wholeOf(snapshot))) return;
    this.sentRevision = snapshot.revision;
    this.lastWasDelta = false;
  }

  /** An agent that cannot apply a delta gets the whole; a refused whole stays refused until something changes. */
  noteRefusal(revision: number): void {
    if (revision !== this.sentRevision || !this.lastWasDelta) return;
    this.sentRevision = -1;
    this.catchUp();
  }

  stop(): void {
    this.stopListening();
  }

  private push(change: SnapshotChange): void {
    const delta = this.messages.deltaOf(change);
    if (delta === undefined || change.delta?.baseRevision !== this.sentRevision) {
      this.catchUp();
      return;
    }
    if (!this.send(delta)) return;
    this.sentRevision = change.snapshot.revision;
    this.lastWasDelta = true;
  }
}
