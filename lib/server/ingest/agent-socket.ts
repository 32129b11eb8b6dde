import type { RawData, WebSocket } from 'ws';
import type { IngestCounters } from './ingest-counters';
import { INGEST_SERVER_LIMITS } from './ingest-limits';

export interface AgentSocketEvents {
  /** One message; the next one waits for the end of the promise. */
  onMessage(text: string): Promise<void>;
  /** A message failed, or was none; nothing behind it is worked off. */
  onFault(error: unknown): void;
  onBinary(): void;
  onClose(): void;
  /** What came in waits somewhere behind the socket, which must rest meanwhile. */
  isUnderPressure(): boolean;
}

/** The WebSocket of one agent: messages in their order, one at a time, and read no faster than they are worked off. */
export class AgentSocket {
  isClosed = false;
  private readonly socket: WebSocket;
  private readonly events: AgentSocketEvents;
  private readonly counters: IngestCounters;
  private readonly queue: string[] = [];
  private isWorking = false;
  private isAlive = true;

  constructor(socket: WebSocket, counters: IngestCounters, events: AgentSocketEvents) {
    this.socket = socket;
    this.counters = counters;
    this.events = events;
    socket.on('message', (data, isBinary) => this.receive(data, isBinary));
    socket.on('pong', () => {
      this.isAlive = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => events.onClose());
  }

  /** Takes no more messages; what is sent still goes out. */
  stopReading(): void {
    this.isClosed = true;
    this.socket.pause();
  }

  /** Forgets what was received and not worked off. */
  leave(): void {
    this.isClosed = true;
    this.queue.length = 0;
  }

  /** Asks for a sign of life. False: there was none since the last time, and the connection is cut. */
  ping(): boolean {
    if (!this.isAlive && !this.socket.isPaused) {
      this.counters.refusals.silent++;
      this.socket.terminate();
      return false;
    }
    this.isAlive = false;
    this.socket.ping();
    return true;
  }

  /** Rests until `resume`; a database that is away is no pressure, so it is not counted as such. */
  rest(): void {
    this.socket.pause();
  }

  pauseUnderPressure(): void {
    if (!this.socket.isPaused) this.counters.pauses++;
    this.socket.pause();
  }

  resume(): void {
    if (this.isClosed || this.isWorking || !this.socket.isPaused) return;
    if (this.events.isUnderPressure()) return;
    this.isAlive = true;
    this.socket.resume();
  }

  /** False: the agent has too much unread, or is gone. */
  send(text: string): boolean {
    if (this.socket.readyState !== this.socket.OPEN) return false;
    if (this.socket.bufferedAmount > INGEST_SERVER_LIMITS.unreadBytes) return false;
    this.socket.send(text);
    return true;
  }

  close(code: number, reason: string): void {
    // A paused socket would never read the answer to its close.
    this.socket.resume();
    this.socket.close(code, reason);
  }

  private receive(data: RawData, isBinary: boolean): void {
    if (this.isClosed) return;
    this.isAlive = true;
    if (isBinary) {
      this.events.onBinary();
      return;
    }
    this.queue.push(data.toString());
    if (this.queue.length >= INGEST_SERVER_LIMITS.queuedMessages) this.socket.pause();
    if (!this.isWorking) void this.work();
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    try {
      for (let text = this.queue.shift(); text !== undefined && !this.isClosed; text = this.queue.shift()) {
        await this.events.onMessage(text);
      }
    } catch (error) {
      this.events.onFault(error);
    } finally {
      this.isWorking = false;
    }
    this.resume();
  }
}
