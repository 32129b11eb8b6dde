import type { RawData, WebSocket } from 'ws';
import { AppError, isAppError } from '../../protocol/app-error';
import {
  type BrowserMessage,
  browserMessageSchema,
  LIVE_LIMITS,
  LIVE_PROTOCOL,
  type LiveMessage,
} from '../../protocol/live/live-message';
import type { LiveCounters } from './live-counters';
import type { LiveHub } from './live-hub';
import { LIVE_SERVER_LIMITS } from './live-limits';
import type { Follower } from './shared-document';
import { Subscription } from './subscription';

export interface BrowserConnectionDeps {
  hub: LiveHub;
  counters: LiveCounters;
  now: () => number;
  version: string;
}

/**
 * One browser's WebSocket. A browser that reads slower than documents change is not sent more: its subscriptions stay
 * behind and get one delta over everything they missed once there is room again.
 */
export class BrowserConnection implements Follower {
  private readonly socket: WebSocket;
  private readonly deps: BrowserConnectionDeps;
  private readonly subscriptions = new Map<number, Subscription>();
  private isAlive = true;
  private isScheduled = false;
  private lastSentMs = 0;
  private second = 0;
  private messagesInSecond = 0;

  constructor(socket: WebSocket, deps: BrowserConnectionDeps) {
    this.socket = socket;
    this.deps = deps;
    socket.on('message', (data, isBinary) => this.receive(data, isBinary));
    socket.on('pong', () => {
      this.isAlive = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.leave());
    this.send({ type: 'welcome', protocol: LIVE_PROTOCOL, at: deps.now(), version: deps.version });
  }

  subscriptionCount(): number {
    return this.subscriptions.size;
  }

  onChange(): void {
    // Several documents change in one tick: they go out together.
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.flush();
    });
  }

  /** Sends what a full buffer kept back, or a sign of life. */
  beat(): void {
    this.flush();
    const now = this.deps.now();
    if (now - this.lastSentMs >= LIVE_SERVER_LIMITS.heartbeatMs) this.send({ type: 'tick', at: now });
  }

  ping(): void {
    if (!this.isAlive) {
      this.socket.terminate();
      return;
    }
    this.isAlive = false;
    this.socket.ping();
  }

  close(code: number, reason: string): void {
    this.leave();
    this.socket.close(code, reason);
  }

  private flush(): void {
    for (const subscription of this.subscriptions.values()) {
      if (this.socket.bufferedAmount > LIVE_LIMITS.bufferedBytes) {
        this.deps.counters.skippedUpdates++;
        return;
      }
      const text = subscription.nextMessage(this.deps.now());
      if (text !== undefined) this.sendText(text);
    }
  }

  private receive(data: RawData, isBinary: boolean): void {
    this.isAlive = true;
    if (this.isTooFast()) {
      this.close(1008, 'too many messages');
      return;
    }
    let id: number | undefined;
    try {
      const message = readMessage(data, isBinary);
      id = message.id;
      this.handle(message);
    } catch (error) {
      const { code, message } = isAppError(error) ? error : new AppError('internal', 'The console failed');
      const at = this.deps.now();
      this.send({ type: 'error', ...(id === undefined ? {} : { id }), at, error: { code, message } });
    }
  }

  private handle(message: BrowserMessage): void {
    this.drop(message.id);
    if (message.type === 'unsubscribe') return;
    if (this.subscriptions.size >= LIVE_LIMITS.subscriptions) {
      throw new AppError('overloaded', `A browser may follow at most ${LIVE_LIMITS.subscriptions} views`);
    }
    const document = this.deps.hub.follow(message.topic, message.params, this);
    this.subscriptions.set(message.id, new Subscription(message.id, document));
    this.onChange();
  }

  private drop(id: number): void {
    const subscription = this.subscriptions.get(id);
    if (subscription === undefined) return;
    this.subscriptions.delete(id);
    const isStillFollowed = [...this.subscriptions.values()].some(
      (other) => other.document === subscription.document,
    );
    if (!isStillFollowed) this.deps.hub.unfollow(subscription.document, this);
  }

  private leave(): void {
    for (const id of [...this.subscriptions.keys()]) this.drop(id);
  }

  private isTooFast(): boolean {
    const second = Math.floor(this.deps.now() / 1_000);
    if (second !== this.second) this.messagesInSecond = 0;
    this.second = second;
    return ++this.messagesInSecond > LIVE_SERVER_LIMITS.messagesPerSecond;
  }

  private send(message: LiveMessage): void {
    this.sendText(JSON.stringify(message));
  }

  private sendText(text: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.lastSentMs = this.deps.now();
    this.deps.counters.sentMessages++;
    this.deps.counters.sentBytes += text.length;
    this.socket.send(text);
  }
}

function readMessage(data: RawData, isBinary: boolean): BrowserMessage {
  if (isBinary) throw new AppError('bad_request', 'Messages are JSON text');
  let value: unknown;
  try {
    value = JSON.parse(data.toString());
  } catch {
    throw new AppError('bad_request', 'Cannot read a message: it is no JSON');
  }
  const parsed = browserMessageSchema.safeParse(value);
  if (!parsed.success)
    throw new AppError('bad_request', `Cannot read a message: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}
