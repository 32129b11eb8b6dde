import { setTimeout as pause } from 'node:timers/promises';
import type { RawData, WebSocket } from 'ws';
import { fromLabelValues } from '../../mesh/metrics/series-labels';
import { AppError, isAppError } from '../../protocol/app-error';
import {
  type CertificateRequest,
  certificateRequestSchema,
  configResultSchema,
  type Hello,
  seriesSchema,
  statusSchema,
} from '../../protocol/ingest/agent-message';
import type { Refusal, Welcome } from '../../protocol/ingest/console-message';
import { INGEST_LIMITS } from '../../protocol/ingest/limits';
import { type AgentGrant, grantCovers } from '../agent-access/agent-grant';
import type { CertificateDesk } from '../ca/certificate-desk';
import type { AgentEntry, AgentSession } from '../registry/agent-entry';
import type { LiveRegistry } from '../registry/live-registry';
import type { SeriesDirectory } from '../store/contract/series-directory';
import type { AgentStream } from './agent-stream';
import { ConfigFeed } from './config-feed';
import type { ConfigMessages } from './config-messages';
import type { ConfigScopes } from './config-scopes';
import { decodeBatch } from './decode-batch';
import type { IngestCounters, RefusalReason } from './ingest-counters';
import { INGEST_SERVER_LIMITS } from './ingest-limits';
import type { PendingBudget } from './pending-budget';
import { readBatch } from './read-batch';
import { readHello } from './read-hello';
import type { StreamDirectory } from './stream-directory';
import type { TelemetryIntake } from './telemetry-intake';
import { withoutNul } from './without-nul';

export interface AgentConnectionDeps {
  registry: LiveRegistry;
  streams: StreamDirectory;
  series: Pick<SeriesDirectory, 'resolve'>;
  intake: TelemetryIntake;
  budget: PendingBudget;
  counters: IngestCounters;
  scopes: ConfigScopes;
  messages: ConfigMessages;
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
  feed: ConfigFeed;
  desk: CertificateDesk | undefined;
}

/** One agent's WebSocket: hello first, then messages in their order, one at a time. */
export class AgentConnection implements AgentSession {
  readonly remoteAddress: string;
  private readonly socket: WebSocket;
  private readonly deps: AgentConnectionDeps;
  private readonly grant: AgentGrant;
  private readonly queue: string[] = [];
  private readonly series = new Map<number, number>();
  private readonly helloTimer: NodeJS.Timeout;
  private introduced: Introduced | undefined;
  private isWorking = false;
  private isClosed = false;
  private isAlive = true;
  /** Highest sequence this connection knows of, and the highest it was told to be committed. */
  private seenSequence = -1;
  private toldSequence = -1;

  constructor(socket: WebSocket, remoteAddress: string, grant: AgentGrant, deps: AgentConnectionDeps) {
    this.socket = socket;
    this.grant = grant;
    this.remoteAddress = remoteAddress;
    this.deps = deps;
    this.helloTimer = setTimeout(() => {
      this.refuse('hello-timeout', 'bad_request', 'No hello arrived in time', true);
    }, INGEST_SERVER_LIMITS.helloMs);
    socket.on('message', (data, isBinary) => this.receive(data, isBinary));
    socket.on('pong', () => {
      this.isAlive = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.leave());
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
    this.isClosed = true;
    this.socket.pause();
  }

  /** Asks for a sign of life, and ends a connection that gave none since the last time. */
  ping(): void {
    if (!this.isAlive && !this.socket.isPaused) {
      this.deps.counters.refusals.silent++;
      this.socket.terminate();
      return;
    }
    this.isAlive = false;
    this.socket.ping();
    this.introduced?.feed.catchUp();
  }

  private receive(data: RawData, isBinary: boolean): void {
    if (this.isClosed) return;
    this.isAlive = true;
    if (isBinary) {
      this.refuse('malformed', 'bad_request', 'Messages are JSON text', false);
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
        await this.handle(text);
      }
    } catch (error) {
      this.refuseError(error);
    } finally {
      this.isWorking = false;
    }
    this.resume();
  }

  private async handle(text: string): Promise<void> {
    const bytes = Buffer.byteLength(text);
    this.deps.counters.bytes += bytes;
    const message = parse(text);
    if (this.introduced === undefined) {
      await this.introduce(readHello(message));
      return;
    }
    const { entry, feed } = this.introduced;
    entry.lastSeenMs = this.deps.now();
    switch (message.type) {
      case 'batch':
        this.takeBatch(message, bytes, this.introduced);
        return;
      case 'series':
        await this.defineSeries(message);
        return;
      case 'status':
        this.deps.registry.noteStatus(entry, check(statusSchema.safeParse(message), 'status'));
        return;
      case 'config-result': {
        const result = check(configResultSchema.safeParse(message), 'config-result');
        const refusal = result.status === 'nack' ? (result.reason ?? 'no reason given') : undefined;
        this.deps.registry.noteConfigResult(entry, result.revision, refusal);
        if (refusal !== undefined) feed.noteRefusal(result.revision);
        return;
      }
      case 'certificate-request':
        this.answerRequest(check(certificateRequestSchema.safeParse(message), 'certificate-request'));
        return;
      default:
        throw new AppError('bad_request', `Cannot read a message of type ${JSON.stringify(message.type)}`);
    }
  }

  private async introduce(hello: Hello): Promise<void> {
    clearTimeout(this.helloTimer);
    if (!grantCovers(this.grant, hello.identity)) {
      this.deps.onForeignIdentity(hello);
      this.refuse('identity', 'forbidden', 'The token is not good for the identity of this workload', false);
      return;
    }
    const stream = await this.deps.streams.open(hello.agentId, hello.epoch);
    if (this.isClosed) {
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
    };
    this.send(JSON.stringify(welcome));
    this.seenSequence = this.toldSequence = welcome.ackedSequence ?? -1;
    stream.attach(this.acknowledge);
    const feed = new ConfigFeed(this.deps, entry, (text) => this.send(text));
    this.introduced = { hello, entry, stream, feed, desk };
  }

  private answerRequest(request: CertificateRequest): void {
    const desk = this.introduced?.desk;
    if (desk === undefined) throw new AppError('bad_request', 'No certificates are given to this agent');
    this.send(JSON.stringify(desk.answer(request)));
  }

  private takeBatch(message: unknown, bytes: number, { hello, stream }: Introduced): void {
    const batch = readBatch(message);
    if (batch === undefined)
      throw new AppError('bad_request', 'Cannot read a batch: it does not fit the schema');
    const { sequence } = batch;
    this.seenSequence = Math.max(this.seenSequence, sequence);
    if (stream.hasReceived(sequence)) {
      stream.noteDuplicate(sequence);
      return;
    }
    const decoded = decodeBatch(batch, this.series);
    if (typeof decoded === 'string') {
      throw new AppError('bad_request', `Cannot read batch ${sequence}: ${decoded}`);
    }
    const { counters, intake } = this.deps;
    const { agentId, epoch } = hello;
    const { points, logs, spans } = decoded;
    counters.batches++;
    counters.points += points.length;
    counters.logs += logs.length;
    counters.spans += spans.length;
    counters.refusedPoints += decoded.refusedPoints;
    counters.refusedLogs += decoded.refusedLogs;
    counters.refusedSpans += decoded.refusedSpans;
    intake.addPoints(points);
    intake.addLogs(logs, { agentId, epoch, sequence });
    stream.accept({ agentId, epoch, sequence, points, logs, spans }, bytes);
    this.yieldToPressure();
  }

  private async defineSeries(message: unknown): Promise<void> {
    const { series } = check(seriesSchema.safeParse(message), 'series');
    const labelSets = series.map(([, values]) => fromLabelValues(values.map(withoutNul)));
    const numbers = await this.resolve(labelSets);
    for (const [index, [local]] of series.entries()) this.series.set(local, numbers[index] ?? 0);
    if (this.series.size > INGEST_LIMITS.seriesPerAgent) {
      throw new AppError('overloaded', `More than ${INGEST_LIMITS.seriesPerAgent} series on one connection`);
    }
  }

  /** Waits for the database as long as the connection lives: batches need the numbers. */
  private async resolve(labelSets: Parameters<SeriesDirectory['resolve']>[0]): Promise<number[]> {
    for (let retryMs: number = INGEST_SERVER_LIMITS.firstRetryMs; ; retryMs *= 2) {
      try {
        return await this.deps.series.resolve(labelSets);
      } catch (error) {
        if (this.isClosed || !isAppError(error) || error.code !== 'database_unavailable') throw error;
        this.socket.pause();
        await pause(Math.min(retryMs, INGEST_SERVER_LIMITS.lastRetryMs), undefined, { ref: false });
      }
    }
  }

  private readonly acknowledge = (committed: number): void => {
    if (this.introduced !== undefined) this.introduced.entry.ackedBatches++;
    // What an earlier connection brought may be committed before the agent has sent it again on this one.
    const sequence = Math.min(committed, this.seenSequence);
    if (sequence > this.toldSequence) this.send(JSON.stringify({ type: 'ack', sequence }));
    this.toldSequence = Math.max(this.toldSequence, sequence);
    this.resume();
  };

  private yieldToPressure(): void {
    const { budget } = this.deps;
    if (budget.isUsedUp()) {
      this.pauseReading();
      budget.onRelief(() => this.resume());
    } else if (this.introduced?.stream.isFull() === true) {
      this.pauseReading();
    }
  }

  private pauseReading(): void {
    if (!this.socket.isPaused) this.deps.counters.pauses++;
    this.socket.pause();
  }

  private resume(): void {
    if (this.isClosed || this.isWorking || !this.socket.isPaused) return;
    if (this.deps.budget.isUsedUp() || this.introduced?.stream.isFull() === true) return;
    this.isAlive = true;
    this.socket.resume();
  }

  private send(text: string): boolean {
    if (this.socket.readyState !== this.socket.OPEN) return false;
    if (this.socket.bufferedAmount > INGEST_SERVER_LIMITS.unreadBytes) return false;
    this.socket.send(text);
    return true;
  }

  private refuseError(error: unknown): void {
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

  private refuse(reason: RefusalReason, code: Refusal['code'], message: string, retry: boolean): void {
    if (code !== 'database_unavailable') this.deps.counters.refusals[reason]++;
    const refusal: Refusal = { type: 'refusal', code, message, retry };
    this.send(JSON.stringify(refusal));
    this.leave();
    this.socket.resume();
    this.socket.close(1008, code);
  }

  private leave(): void {
    this.isClosed = true;
    clearTimeout(this.helloTimer);
    this.queue.length = 0;
    const { introduced } = this;
    this.introduced = undefined;
    if (introduced === undefined) return;
    const { hello, entry, stream, feed } = introduced;
    feed.stop();
    stream.detach(this.acknowledge);
    this.deps.registry.leave(entry, this);
    this.deps.streams.release(hello.agentId, hello.epoch, stream);
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Answered below like any other text that is no message.
  }
  throw new AppError('bad_request', 'Cannot read a message: it is no JSON object');
}

type Parsed<T> = { success: true; data: T } | { success: false; error: { message: string } };

function check<T>(parsed: Parsed<T>, type: string): T {
  if (parsed.success) return parsed.data;
  throw new AppError(
    'bad_request',
    `Cannot read a message of type "${type}": ${parsed.error.message.slice(0, 500)}`,
  );
}
