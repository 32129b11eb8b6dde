import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { LIVE_LIMITS } from '../../protocol/live/live-message';
import { BrowserConnection, type BrowserConnectionDeps } from './browser-connection';
import { LIVE_SERVER_LIMITS } from './live-limits';

export interface LiveServerDeps extends BrowserConnectionDeps {
  /** Whether the sender of these headers may see the mesh. */
  isAllowed: (headers: IncomingHttpHeaders) => Promise<boolean>;
  isSameOrigin: (headers: IncomingHttpHeaders) => boolean;
  /** Told of refused connections. */
  onDenied: (denial: 'unauthenticated' | 'cross-origin') => void;
}

/** Takes the browsers' WebSockets. */
export class LiveServer {
  private readonly deps: LiveServerDeps;
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIVE_LIMITS.messageBytes,
    perMessageDeflate: { threshold: 4_096, zlibDeflateOptions: { level: 6 }, serverNoContextTakeover: true },
  });
  private readonly connections = new Map<BrowserConnection, IncomingHttpHeaders>();
  private readonly timers: NodeJS.Timeout[];

  constructor(deps: LiveServerDeps) {
    this.deps = deps;
    this.timers = [
      setInterval(() => this.each((connection) => connection.beat()), LIVE_SERVER_LIMITS.tickMs),
      setInterval(() => this.each((connection) => connection.ping()), LIVE_SERVER_LIMITS.pingMs),
      setInterval(() => void this.checkSessions(), LIVE_SERVER_LIMITS.sessionMs),
    ];
    for (const timer of this.timers) timer.unref();
  }

  /** The HTTP status to refuse an upgrade with, undefined to take it. */
  async refusal({ headers }: IncomingMessage): Promise<401 | 403 | 503 | undefined> {
    if (!this.deps.isSameOrigin(headers)) {
      this.deps.onDenied('cross-origin');
      return 403;
    }
    if (this.connections.size >= LIVE_SERVER_LIMITS.browsers) return 503;
    const isAllowed = await this.deps.isAllowed(headers).catch(() => undefined);
    if (isAllowed === undefined) return 503;
    if (isAllowed) return undefined;
    this.deps.onDenied('unauthenticated');
    return 401;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new BrowserConnection(webSocket, this.deps);
      this.connections.set(connection, request.headers);
      webSocket.on('close', () => this.connections.delete(connection));
    });
  }

  browserCount(): number {
    return this.connections.size;
  }

  subscriptionCount(): number {
    let count = 0;
    for (const connection of this.connections.keys()) count += connection.subscriptionCount();
    return count;
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.each((connection) => connection.close(1012, 'console restarts'));
    this.sockets.close();
  }

  private each(act: (connection: BrowserConnection) => void): void {
    for (const connection of this.connections.keys()) act(connection);
  }

  /** A session that ended elsewhere ends its live views too. */
  private async checkSessions(): Promise<void> {
    for (const [connection, headers] of this.connections) {
      const isAllowed = await this.deps.isAllowed(headers).catch(() => true);
      if (!isAllowed) connection.close(1008, 'signed out');
    }
  }
}
