import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  type AgentMessage,
  type AgentStatus,
  agentMessageSchema,
  type Batch,
  type Hello,
} from '@/lib/protocol/ingest/agent-message';
import type { WantedTrace } from '@/lib/protocol/ingest/collect-trace';
import type { ConsoleMessage } from '@/lib/protocol/ingest/console-message';
import { INGEST_LIMITS, INGEST_PATH } from '@/lib/protocol/ingest/limits';

/** How the console behaves; a test changes it while it runs. */
export interface FakeConsoleBehaviour {
  token: string;
  /** Answers of the upgrade: undefined accepts. */
  upgradeStatus: number | undefined;
  welcomes: boolean;
  acks: boolean;
  /** Cuts the connection when a batch arrives, before or after committing it; counted down. */
  cutBeforeCommit: number;
  cutAfterCommit: number;
  ackedSequence: (epoch: string) => number | null;
  /** A batch this console refuses each time it comes. */
  poison: number | undefined;
  /** What it says it can do. */
  features: string[] | undefined;
}

/** A console that speaks the schema, commits idempotently by (epoch, sequence) and can misbehave on demand. */
export class FakeConsole {
  readonly behaviour: FakeConsoleBehaviour = {
    token: 'secret',
    upgradeStatus: undefined,
    welcomes: true,
    acks: true,
    cutBeforeCommit: 0,
    cutAfterCommit: 0,
    ackedSequence: (epoch) => this.highest(epoch),
    poison: undefined,
    features: undefined,
  };
  readonly hellos: Hello[] = [];
  readonly statuses: AgentStatus[] = [];
  readonly results: Extract<AgentMessage, { type: 'config-result' }>[] = [];
  readonly alerts: WantedTrace[] = [];
  readonly faults: string[] = [];
  /** What was committed, by epoch and sequence. */
  readonly committed = new Map<string, Map<number, Batch>>();
  duplicates = 0;
  connections = 0;
  /** Labels by connection-independent series number of the last connection. */
  readonly series = new Map<number, string[]>();
  readonly sockets = new Set<WebSocket>();
  url = '';
  private readonly http: Server;
  private readonly server: WebSocketServer;

  private constructor() {
    this.http = createServer((_request, response) => response.writeHead(404).end());
    this.server = new WebSocketServer({
      noServer: true,
      perMessageDeflate: true,
      maxPayload: INGEST_LIMITS.messageBytes,
    });
    this.http.on('upgrade', (request, socket, head) => {
      const status = this.refusalStatus(request);
      if (status !== undefined) {
        const body = JSON.stringify({
          error: { code: 'unauthenticated', message: `refused with ${status}` },
        });
        socket.end(
          `HTTP/1.1 ${status} No\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
        );
        return;
      }
      this.server.handleUpgrade(request, socket, head, (ws) => this.accept(ws));
    });
  }

  static async start(port = 0): Promise<FakeConsole> {
    const fake = new FakeConsole();
    await new Promise<void>((resolve) => fake.http.listen(port, '127.0.0.1', resolve));
    fake.url = `http://127.0.0.1:${(fake.http.address() as AddressInfo).port}`;
    return fake;
  }

  send(message: ConsoleMessage | Record<string, unknown> | string): void {
    const text = typeof message === 'string' ? message : JSON.stringify(message);
    for (const socket of this.sockets) socket.send(text);
  }

  cut(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  highest(epoch: string): number | null {
    const sequences = [...(this.committed.get(epoch)?.keys() ?? [])];
    return sequences.length === 0 ? null : Math.max(...sequences);
  }

  /** All committed batches in order of epoch's appearance and sequence. */
  batches(): Batch[] {
    return [...this.committed.values()].flatMap((epoch) =>
      [...epoch].sort((a, b) => a[0] - b[0]).map(([, batch]) => batch),
    );
  }

  async stop(): Promise<void> {
    this.cut();
    this.server.close();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private refusalStatus(request: IncomingMessage): number | undefined {
    if (request.url !== INGEST_PATH) return 404;
    if (this.behaviour.upgradeStatus !== undefined) return this.behaviour.upgradeStatus;
    return request.headers.authorization === `Bearer ${this.behaviour.token}` ? undefined : 401;
  }

  private accept(socket: WebSocket): void {
    this.connections++;
    this.sockets.add(socket);
    this.series.clear();
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    let epoch = '';
    socket.on('message', (data) => {
      // A terminated socket still hands over what it had received; committing that would leave a gap.
      if (socket.readyState !== socket.OPEN) return;
      const parsed = agentMessageSchema.safeParse(JSON.parse(String(data)));
      if (!parsed.success) {
        this.faults.push(JSON.stringify(parsed.error.issues[0]));
        return;
      }
      const message = parsed.data;
      if (message.type === 'hello') {
        epoch = message.epoch;
        this.hellos.push(message);
        if (this.behaviour.welcomes) this.welcome(socket, epoch);
      } else if (message.type === 'batch') {
        this.commit(socket, epoch, message);
      } else {
        this.note(message);
      }
    });
  }

  private note(message: AgentMessage): void {
    if (message.type === 'series') {
      for (const [id, labels] of message.series) this.series.set(id, labels);
    } else if (message.type === 'status') {
      this.statuses.push(message);
    } else if (message.type === 'config-result') {
      this.results.push(message);
    } else if (message.type === 'trace-alerts') {
      this.alerts.push(...message.traces);
    }
  }

  private welcome(socket: WebSocket, epoch: string): void {
    const ackedSequence = this.behaviour.ackedSequence(epoch);
    socket.send(
      JSON.stringify({
        type: 'welcome',
        consoleVersion: 'fake',
        ackedSequence,
        batchIntervalMs: 10,
        features: this.behaviour.features,
      }),
    );
  }

  private commit(socket: WebSocket, epoch: string, batch: Batch): void {
    if (this.behaviour.cutBeforeCommit > 0) {
      this.behaviour.cutBeforeCommit--;
      socket.terminate();
      return;
    }
    if (this.behaviour.poison === batch.sequence) {
      socket.send(
        JSON.stringify({ type: 'refusal', code: 'bad_request', message: 'bad batch', retry: false }),
      );
      socket.close(1008);
      return;
    }
    for (const row of batch.points) {
      if (!this.series.has(row[0])) this.faults.push(`series ${row[0]} was not defined`);
    }
    const known = this.committed.get(epoch) ?? new Map<number, Batch>();
    this.committed.set(epoch, known);
    if (known.has(batch.sequence)) this.duplicates++;
    else known.set(batch.sequence, batch);
    if (this.behaviour.cutAfterCommit > 0) {
      this.behaviour.cutAfterCommit--;
      socket.terminate();
      return;
    }
    if (this.behaviour.acks) socket.send(JSON.stringify({ type: 'ack', sequence: batch.sequence }));
  }
}
