import type { WebSocket } from 'ws';
import { AppError, isAppError } from '../../protocol/app-error';
import {
  type CertificateRequest,
  certificateRequestSchema,
  configResultSchema,
  type Hello,
  inspectionSchema,
  statusSchema,
  traceAlertsSchema,
} from '../../protocol/ingest/agent-message';
import { COLLECT_FEATURE, type WantedTrace } from '../../protocol/ingest/collect-trace';
import type { Refusal, Welcome } from '../../protocol/ingest/console-message';
import { INSPECT_FEATURE } from '../../protocol/ingest/proxy-view';
import { type AgentGrant, grantCovers } from '../agent-access/agent-grant';
import type { CertificateDesk } from '../ca/certificate-desk';
import type { KeepingAgent, TraceDesk } from '../collect/trace-desk';
import type { ProxyDesk, TellingAgent } from '../inspect/proxy-desk';
import type { AgentEntry, AgentSession } from '../registry/agent-entry';
import type { LiveRegistry } from '../registry/live-registry';
import { AgentSocket, type AgentSocketEvents } from './agent-socket';
import type { AgentStream } from './agent-stream';
import { AgentTelemetry, type AgentTelemetryDeps } from './agent-telemetry';
import { ConfigFeed } from './config-feed';
import type { ConfigMessages } from './config-messages';
import type { ConfigPushes } from './config-pushes';
import type { ConfigScopes } from './config-scopes';
import type { RefusalReason } from './ingest-counters';
import { INGEST_SERVER_LIMITS } from './ingest-limits';
import { readHello } from './read-hello';
import { checkMessage, readMessage } from './read-message';
import type { StreamDirectory } from './stream-directory';

export interface AgentConnectionDeps extends AgentTelemetryDeps {
  registry: LiveRegistry;
  streams: StreamDirectory;
  pushes: ConfigPushes;
  scopes: ConfigScopes;
  messages: ConfigMessages;
  traces: TraceDesk;
  proxies: ProxyDesk;
  now: () => number;
  consoleVersion: string;
  batchIntervalMs: number;
  /** A token of one service account was shown for a workload of another. */
  onForeignIdentity: (hello: Hello) => void;
  /** Where the agent of a hello gets its certificates; undefined when its names allow none. */
  openDesk: (hello: Hello) => CertificateDesk | undefined;
  log: (line: string) => void;
}

/** What is known of an agent after its hello. */
interface Introduced {
  hello: Hello;
  entry: AgentEntry;
  stream: AgentStream;
  telemetry: AgentTelemetry;
  feed: ConfigFeed;
  desk: CertificateDesk | undefined;
}

/** What is said with one agent: its hello first, then whatever either side has to tell. */
export class AgentConnection implements AgentSession, AgentSocketEvents, KeepingAgent, TellingAgent {
  readonly remoteAddress: string;
  private readonly socket: AgentSocket;
  private readonly deps: AgentConnectionDeps;
  private readonly grant: AgentGrant;
  private readonly helloTimer: NodeJS.Timeout;
  private introduced: Introduced | undefined;
  /** Who it says it is, `namespace/workload`, be that true or not. */
  private said: string | undefined;

  constructor(socket: WebSocket, remoteAddress: string, grant: AgentGrant, deps: AgentConnectionDeps) {
    this.grant = grant;
    this.remoteAddress = remoteAddress;
    this.deps = deps;
    this.helloTimer = setTimeout(() => {
      this.refuse('hello-timeout', 'bad_request', 'No hello arrived in time', true);
    }, INGEST_SERVER_LIMITS.helloMs);
    this.socket = new AgentSocket(socket, deps.counters, this);
  }

  replace(): void {
    this.refuse('replaced', 'conflict', 'Another connection with the same agent id took over', false);
  }

  /** The console stops: the agent shall come back soon. */
  goAway(): void {
    this.leave();
    this.socket.close(1012, 'console restarts');
  }

  /** No more messages are taken; acknowledgements still go out. */
  stopReading(): void {
    this.socket.stopReading();
  }

  /** Asks for a sign of life, and ends a connection that gave none since the last time. */
  ping(): void {
    if (this.socket.ping()) this.introduced?.feed.catchUp();
  }

  isUnderPressure(): boolean {
    return this.deps.budget.isUsedUp() || this.introduced?.stream.isFull() === true;
  }

  onBinary(): void {
    this.refuse('malformed', 'bad_request', 'Messages are JSON text', false);
  }

  onFault(error: unknown): void {
    if (!isAppError(error)) {
      this.refuse('malformed', 'internal', 'The console failed on this message', true);
      this.deps.log(`a message of an agent failed: ${error instanceof Error ? error.stack : String(error)}`);
      return;
    }
    const { code, message } = error;
    const retry = code === 'database_unavailable' || code === 'overloaded';
    const reason = code === 'protocol_mismatch' ? 'protocol' : code === 'overloaded' ? 'limit' : 'malformed';
    this.refuse(reason, code, message, retry);
  }

  /** An agent too slow to read goes without: others hold the rest of the trace. */
  wantTraces(traces: readonly WantedTrace[]): void {
    this.socket.send(JSON.stringify({ type: 'collect-traces', traces }));
  }

  askForProxy(id: number): void {
    this.socket.send(JSON.stringify({ type: 'inspect', id }));
  }

  onClose(): void {
    this.leave();
  }

  async onMessage(text: string): Promise<void> {
    const bytes = Buffer.byteLength(text);
    this.deps.counters.bytes += bytes;
    const message = readMessage(text);
    if (this.introduced === undefined) {
      await this.introduce(readHello(message));
      return;
    }
    const { entry, feed, telemetry } = this.introduced;
    entry.lastSeenMs = this.deps.now();
    switch (message.type) {
      case 'batch':
        telemetry.takeBatch(message, bytes);
        return;
      case 'series':
        await telemetry.defineSeries(message);
        return;
      case 'status':
        this.deps.registry.noteStatus(entry, checkMessage(statusSchema.safeParse(message), 'status'));
        return;
      case 'config-result': {
        const result = checkMessage(configResultSchema.safeParse(message), 'config-result');
        const refusal = result.status === 'nack' ? (result.reason ?? 'no reason given') : undefined;
        this.deps.registry.noteConfigResult(entry, result.revision, refusal);
        if (refusal !== undefined) feed.noteRefusal(result.revision);
        return;
      }
      case 'certificate-request':
        this.answerRequest(checkMessage(certificateRequestSchema.safeParse(message), 'certificate-request'));
        return;
      case 'trace-alerts':
        this.deps.traces.request(checkMessage(traceAlertsSchema.safeParse(message), 'trace-alerts').traces);
        return;
      case 'inspection': {
        const { id, proxy } = checkMessage(inspectionSchema.safeParse(message), 'inspection');
        this.deps.proxies.take(this, id, proxy);
        return;
      }
      default:
        throw new AppError('bad_request', `Cannot read a message of type ${JSON.stringify(message.type)}`);
    }
  }

  private async introduce(hello: Hello): Promise<void> {
    clearTimeout(this.helloTimer);
    this.said = `${hello.identity.namespace}/${hello.identity.workload}`;
    if (!grantCovers(this.grant, hello.identity)) {
      this.deps.onForeignIdentity(hello);
      this.refuse('identity', 'forbidden', 'The token is not good for the identity of this workload', false);
      return;
    }
    const stream = await this.deps.streams.open(hello.agentId, hello.epoch);
    if (this.socket.isClosed) {
      this.deps.streams.release(hello.agentId, hello.epoch, stream);
      return;
    }
    const entry = this.deps.registry.join(hello, this);
    const desk = this.deps.openDesk(hello);
    const welcome: Welcome = {
      type: 'welcome',
      consoleVersion: this.deps.consoleVersion,
      ackedSequence: stream.ackedSequence(),
      batchIntervalMs: this.deps.batchIntervalMs,
      ...(desk === undefined ? {} : { certificates: desk.offer() }),
      features: [COLLECT_FEATURE],
    };
    this.socket.send(JSON.stringify(welcome));
    const telemetry = new AgentTelemetry(this.deps, hello, stream, this.socket, () => {
      entry.ackedBatches++;
    });
    const feed = new ConfigFeed(this.deps, entry, (text) => this.socket.send(text));
    this.introduced = { hello, entry, stream, telemetry, feed, desk };
    if (hello.features?.includes(COLLECT_FEATURE) === true) this.deps.traces.join(this);
    if (hello.features?.includes(INSPECT_FEATURE) === true) this.deps.proxies.join(hello.agentId, this);
  }

  private answerRequest(request: CertificateRequest): void {
    const desk = this.introduced?.desk;
    if (desk === undefined) throw new AppError('bad_request', 'No certificates are given to this agent');
    this.socket.send(JSON.stringify(desk.answer(request)));
  }

  private refuse(reason: RefusalReason, code: Refusal['code'], message: string, retry: boolean): void {
    if (code !== 'database_unavailable') this.count(reason, message);
    const refusal: Refusal = { type: 'refusal', code, message, retry };
    this.socket.send(JSON.stringify(refusal));
    this.leave();
    this.socket.close(1008, code);
  }

  /** A newer connection that takes over refuses nothing. */
  private count(reason: RefusalReason, why: string): void {
    const { counters, now } = this.deps;
    counters.refusals[reason]++;
    if (reason !== 'replaced')
      counters.recentRefusals.note({ atMs: now(), agent: this.said ?? this.remoteAddress, why });
  }

  private leave(): void {
    this.socket.leave();
    clearTimeout(this.helloTimer);
    const { introduced } = this;
    this.introduced = undefined;
    if (introduced === undefined) return;
    const { hello, entry, stream, telemetry, feed } = introduced;
    feed.stop();
    this.deps.traces.leave(this);
    this.deps.proxies.leave(hello.agentId, this);
    telemetry.stop();
    this.deps.registry.leave(entry, this);
    this.deps.streams.release(hello.agentId, hello.epoch, stream);
  }
}
