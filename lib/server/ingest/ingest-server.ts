import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { INGEST_LIMITS } from '../../protocol/ingest/limits';
import type { AgentGrant } from '../agent-access/agent-grant';
import { AgentConnection, type AgentConnectionDeps } from './agent-connection';
import type { RefusalReason } from './ingest-counters';
import { INGEST_SERVER_LIMITS } from './ingest-limits';

export interface IngestServerDeps extends AgentConnectionDeps {
  /** What the bearer token in the header lets its holder be; undefined for one that is no agents' token. */
  readGrant: (authorization: string | undefined) => AgentGrant | undefined;
}

/** Takes the agents' WebSockets. */
export class IngestServer {
  private readonly deps: IngestServerDeps;
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: INGEST_LIMITS.messageBytes,
    // Only for agents that offer it, which those far away do; without shared context, so that an idle agent costs nothing.
    perMessageDeflate: { threshold: 1_024, serverNoContextTakeover: true, clientNoContextTakeover: true },
  });
  private readonly connections = new Set<AgentConnection>();
  private readonly pingTimer: NodeJS.Timeout;
  private isStopping = false;

  constructor(deps: IngestServerDeps) {
    this.deps = deps;
    this.pingTimer = setInterval(() => {
      for (const connection of this.connections) connection.ping();
    }, INGEST_SERVER_LIMITS.pingMs).unref();
  }

  /** The HTTP status to refuse an upgrade with, undefined to take it. */
  refusal(request: IncomingMessage): 401 | 503 | undefined {
    if (this.deps.readGrant(request.headers.authorization) === undefined) {
      this.turnAway(request, 'token', 'It showed no agent token that is good here');
      return 401;
    }
    if (this.isStopping) return 503;
    if (this.connections.size < INGEST_SERVER_LIMITS.connections) return undefined;
    this.turnAway(request, 'limit', 'As many agents as this console takes are connected');
    return 503;
  }

  private turnAway({ socket }: IncomingMessage, reason: RefusalReason, why: string): void {
    const { counters, now } = this.deps;
    counters.refusals[reason]++;
    counters.recentRefusals.note({ atMs: now(), agent: socket.remoteAddress ?? 'unknown address', why });
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const grant = this.deps.readGrant(request.headers.authorization);
    if (grant === undefined) {
      socket.destroy();
      return;
    }
    this.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const address = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
      const connection = new AgentConnection(webSocket, address, grant, this.deps);
      this.deps.counters.connections++;
      this.connections.add(connection);
      webSocket.on('close', () => this.connections.delete(connection));
    });
  }

  connectionCount(): number {
    return this.connections.size;
  }

  pendingBatches(): number {
    return this.deps.streams.pendingBatches();
  }

  /** Takes nothing more, commits and acknowledges what came in (for at most `timeoutMs`), then says goodbye. */
  async stop(timeoutMs: number): Promise<void> {
    this.isStopping = true;
    clearInterval(this.pingTimer);
    for (const connection of this.connections) connection.stopReading();
    await Promise.race([this.deps.streams.drain(), pause(timeoutMs, undefined, { ref: false })]);
    this.deps.streams.close();
    for (const connection of this.connections) connection.goAway();
    this.sockets.close();
  }
}
