import WebSocket from 'ws';
import { INGEST_LIMITS, INGEST_PATH } from '../../lib/protocol/ingest/limits';
import { type ConsoleRefusal, readRefusal } from './console-refusal';

/** What a socket tells its owner; after `onClose` nothing more comes. */
export interface ConsoleSocketEvents {
  onOpen(): void;
  onText(text: string): void;
  /** `refusal` when the console answered the upgrade with an error. */
  onClose(reason: string, refusal?: ConsoleRefusal): void;
}

export interface ConsoleSocketOptions {
  consoleUrl: string;
  token: string;
  /** Offers permessage-deflate: five times fewer bytes for a sixth more CPU, not worth it on loopback. */
  compress: boolean;
  connectTimeoutMs: number;
  /** A connection from which nothing was heard for two of these is dead. */
  heartbeatMs: number;
}

/** A WebSocket to the console's ingest: connects, beats, and closes exactly once. */
export class ConsoleSocket {
  private readonly socket: WebSocket;
  private readonly events: ConsoleSocketEvents;
  private readonly heartbeat: NodeJS.Timeout;
  private isClosed = false;
  private heardSinceBeat = true;
  private lastError = '';

  constructor(options: ConsoleSocketOptions, events: ConsoleSocketEvents) {
    this.events = events;
    const url = ingestUrl(options.consoleUrl);
    this.socket = new WebSocket(url, {
      headers: { authorization: `Bearer ${options.token}` },
      handshakeTimeout: options.connectTimeoutMs,
      maxPayload: INGEST_LIMITS.messageBytes * 4,
      ...(hasNothingBetween(url) ? { generateMask: fillWithZeros } : {}),
      perMessageDeflate: options.compress ? { threshold: 1_024, clientNoContextTakeover: true } : false,
    });
    this.heartbeat = setInterval(() => this.beat(), options.heartbeatMs).unref();
    this.socket.on('open', () => {
      if (!this.isClosed) events.onOpen();
    });
    this.socket.on('message', (data) => {
      this.heardSinceBeat = true;
      // A closing socket still hands over what it had received; its owner has moved on.
      if (!this.isClosed) events.onText(String(data));
    });
    this.socket.on('pong', () => {
      this.heardSinceBeat = true;
    });
    this.socket.on('error', (error) => {
      this.lastError = describe(error);
    });
    this.socket.on('unexpected-response', (_request, response) => {
      void readRefusal(response).then((refusal) => this.end(refusal.message, refusal));
    });
    this.socket.on('close', (code, reason) => {
      this.end(this.lastError || reason.toString() || `closed with code ${code}`);
    });
  }

  /** Bytes that the system has not taken yet. */
  get unsentBytes(): number {
    return this.socket.bufferedAmount;
  }

  /** Text, as such or as its bytes. What cannot be sent any more is dropped: the close that follows says so to the owner. */
  send(text: string | Buffer): void {
    if (this.isClosed || this.socket.readyState !== WebSocket.OPEN) return;
    this.socket.send(text, { binary: false }, (error) => error && this.end(describe(error)));
  }

  /** Says goodbye; the owner hears `onClose` at once. */
  close(reason: string): void {
    if (this.isClosed) return;
    this.end(reason);
    this.socket.close(1000, reason.slice(0, 100));
    setTimeout(() => this.socket.terminate(), 1_000).unref();
  }

  private beat(): void {
    if (!this.heardSinceBeat) {
      this.end('the console does not answer pings');
      return;
    }
    this.heardSinceBeat = false;
    if (this.socket.readyState === WebSocket.OPEN) this.socket.ping();
  }

  private end(reason: string, refusal?: ConsoleRefusal): void {
    if (this.isClosed) return;
    this.isClosed = true;
    clearInterval(this.heartbeat);
    if (refusal !== undefined || this.socket.readyState !== WebSocket.OPEN) this.socket.terminate();
    this.events.onClose(reason, refusal);
  }
}

function ingestUrl(consoleUrl: string): URL {
  const url = new URL(INGEST_PATH, consoleUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}

/**
 * Masks keep what is sent from looking like HTTP to proxies on the way (RFC 6455 10.3). Where none can read it, zeros
 * spare both ends the work on every byte.
 */
function hasNothingBetween({ hostname, protocol }: URL): boolean {
  return protocol === 'wss:' || LOOPBACK.test(hostname);
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

function fillWithZeros(mask: Buffer): void {
  mask.fill(0);
}

function describe(error: Error): string {
  return 'code' in error && error.message === '' ? String(error.code) : error.message;
}
