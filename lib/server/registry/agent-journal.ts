import type { AgentRecord, AgentRecords } from '../store/contract/agent-records';
import type { AgentEntry } from './agent-entry';
import type { RegistryObserver } from './registry-observer';

/** What a restarted console does not know of it takes from everybody: an endpoint is written down almost at once. */
const FLUSH_MS = 50;
/** A status alone is worth a write this often. */
const STATUS_MS = 60_000;
/** Agents of one statement. */
const SAVED_AT_ONCE = 200;

/** Keeps what is known of agents in the store, so that a restarted console knows the mesh before agents return. */
export class AgentJournal implements RegistryObserver {
  private readonly dirty = new Map<string, AgentEntry>();
  private readonly forgotten = new Set<string>();
  private readonly savedAtMs = new Map<string, number>();
  private readonly records: AgentRecords;
  private readonly now: () => number;
  private readonly onError: (error: unknown) => void;
  private timer: NodeJS.Timeout | undefined;

  constructor(records: AgentRecords, now: () => number, onError: (error: unknown) => void) {
    this.records = records;
    this.now = now;
    this.onError = onError;
  }

  onJoin(entry: AgentEntry): void {
    this.mark(entry);
  }

  onStatus(entry: AgentEntry, before: AgentEntry['status']): void {
    const { status } = entry;
    const isChange =
      before?.state !== status?.state ||
      before?.appReady !== status?.appReady ||
      before?.certificate?.serialNumber !== status?.certificate?.serialNumber ||
      before?.takesMutualTls !== status?.takesMutualTls;
    const savedAt = this.savedAtMs.get(entry.hello.agentId) ?? 0;
    if (isChange || this.now() - savedAt > STATUS_MS) this.mark(entry);
  }

  onDisconnect(entry: AgentEntry): void {
    this.mark(entry);
  }

  onGone(entry: AgentEntry): void {
    this.mark(entry);
  }

  onForgotten(agentId: string): void {
    this.dirty.delete(agentId);
    this.savedAtMs.delete(agentId);
    this.forgotten.add(agentId);
    this.schedule();
  }

  /** Writes what has changed; what cannot be written now is kept for the next time. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const entries = [...this.dirty.values()];
    try {
      for (let at = 0; at < entries.length; at += SAVED_AT_ONCE) {
        await this.save(entries.slice(at, at + SAVED_AT_ONCE));
      }
      for (const agentId of [...this.forgotten]) {
        await this.records.forgetAgent(agentId);
        this.forgotten.delete(agentId);
      }
    } catch (error) {
      for (const entry of entries) {
        if ((this.savedAtMs.get(entry.hello.agentId) ?? 0) < entry.lastSeenMs) this.mark(entry);
      }
      this.onError(error);
    }
  }

  private async save(entries: readonly AgentEntry[]): Promise<void> {
    for (const { hello } of entries) this.dirty.delete(hello.agentId);
    await this.records.saveAgents(entries.map(toRecord));
    for (const { hello } of entries) this.savedAtMs.set(hello.agentId, this.now());
  }

  private mark(entry: AgentEntry): void {
    this.dirty.set(entry.hello.agentId, entry);
    this.forgotten.delete(entry.hello.agentId);
    this.schedule();
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
  }
}

function toRecord(entry: AgentEntry): AgentRecord {
  return {
    hello: entry.hello,
    status: entry.status ?? null,
    firstSeenMs: entry.firstSeenMs,
    lastSeenMs: entry.lastSeenMs,
    disconnectedAtMs: entry.goneAtMs ?? null,
  };
}
