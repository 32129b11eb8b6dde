import type { TelemetrySink } from '../store/contract/telemetry-sink';
import { AgentStream, type AgentStreamDeps } from './agent-stream';

/** The streams with something to remember, by agent and epoch. */
export class StreamDirectory {
  private readonly streams = new Map<string, AgentStream>();
  private readonly users = new Map<AgentStream, number>();
  private readonly sink: TelemetrySink;
  private readonly deps: Omit<AgentStreamDeps, 'sink'>;

  constructor(sink: TelemetrySink, deps: Omit<AgentStreamDeps, 'sink'>) {
    this.sink = sink;
    this.deps = deps;
  }

  /** The stream of an agent's epoch; asks the store how far it got unless it is still in memory. */
  async open(agentId: string, epoch: string): Promise<AgentStream> {
    const key = JSON.stringify([agentId, epoch]);
    if (!this.streams.has(key)) {
      const committed = await this.sink.committedSequence(agentId, epoch);
      // Another connection may have opened it meanwhile.
      if (!this.streams.has(key)) {
        this.streams.set(key, new AgentStream({ ...this.deps, sink: this.sink }, committed));
      }
    }
    const stream = this.streams.get(key);
    if (stream === undefined) throw new Error(`Stream ${key} vanished`);
    this.users.set(stream, (this.users.get(stream) ?? 0) + 1);
    return stream;
  }

  /** A connection is done with its stream; it is forgotten once nothing waits in it. */
  release(agentId: string, epoch: string, stream: AgentStream): void {
    const users = (this.users.get(stream) ?? 1) - 1;
    this.users.set(stream, users);
    if (users > 0) return;
    void stream.whenIdle().then(() => {
      if ((this.users.get(stream) ?? 0) > 0) return;
      this.users.delete(stream);
      this.streams.delete(JSON.stringify([agentId, epoch]));
    });
  }

  pendingBatches(): number {
    let count = 0;
    for (const stream of this.streams.values()) count += stream.pendingBatches();
    return count;
  }

  /** Resolves when everything received is committed. */
  async drain(): Promise<void> {
    await Promise.all([...this.streams.values()].map((stream) => stream.whenIdle()));
  }

  /** Stops all attempts to write. */
  close(): void {
    for (const stream of this.streams.values()) stream.close();
  }
}
