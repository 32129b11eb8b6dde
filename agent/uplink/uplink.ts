import type { AgentStatus, Hello } from '../../lib/protocol/ingest/agent-message';
import { COLLECT_FEATURE } from '../../lib/protocol/ingest/collect-trace';
import type { ConsoleMessage, Welcome } from '../../lib/protocol/ingest/console-message';
import { INGEST_PROTOCOL } from '../../lib/protocol/ingest/limits';
import type { ConfigVerdict } from '../config/mesh-config';
import { backoffMs } from './backoff';
import { BatchSender } from './batch-sender';
import type { ConsoleRefusal } from './console-refusal';
import { ConsoleSocket } from './console-socket';
import { featuresOf } from './features-of';
import { parseConsoleMessage } from './parse-console-message';
import { toSnapshot } from './to-snapshot';
import type { UplinkOptions } from './uplink-options';
import { createUplinkState, type UplinkState } from './uplink-state';

const REASON_LENGTH = 1_000;
/** Refusals that a batch, not the agent, is the reason for. */
const BATCH_FAULTS = new Set<ConsoleRefusal['code']>(['bad_request', 'payload_too_large']);

/**
 * The agent's conversation with its console: keeps one connection, comes back after every loss, sends what the buffer
 * holds until it is acknowledged, and hands configurations over. It never throws and never holds up traffic.
 */
export class Uplink {
  readonly state: UplinkState = createUplinkState();
  /** Told by the console in `welcome`. */
  batchIntervalMs: number;
  private readonly options: UplinkOptions;
  private socket: ConsoleSocket | undefined;
  private sender: BatchSender | undefined;
  private retryTimer: NodeJS.Timeout | undefined;
  private statusTimer: NodeJS.Timeout | undefined;
  private failuresInRow = 0;
  private isStopped = false;
  private lastLogged = '';
  /** A batch up to here was refused, but which is not known. */
  private carefulUntil = 0;
  private configWaiters: (() => void)[] = [];

  constructor(options: UplinkOptions) {
    this.options = options;
    this.batchIntervalMs = options.batchIntervalMs;
  }

  get isConnected(): boolean {
    return this.sender !== undefined;
  }

  start(): void {
    this.statusTimer = setInterval(() => this.sendStatus(), this.options.statusIntervalMs).unref();
    void this.connect();
  }

  /** Something new is in the buffer. */
  pump(): void {
    this.sender?.pump();
  }

  sendStatus(): void {
    if (this.isConnected) this.send(this.status());
  }

  /** What `hello` says has changed, for instance the services: says it again. */
  sayHelloAgain(): void {
    if (this.socket === undefined) return;
    this.failuresInRow = 0;
    this.socket.close('hello again');
  }

  /** Resolves at the first configuration from the console, or after `limitMs`. */
  waitForConfig(limitMs: number): Promise<void> {
    if (this.state.configRevision > 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      this.configWaiters.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Resolves with true when everything is acknowledged, with false after `limitMs`. */
  async flush(limitMs: number): Promise<boolean> {
    const until = performance.now() + limitMs;
    this.pump();
    while (this.options.buffer.length > 0 && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      this.pump();
    }
    return this.options.buffer.length === 0;
  }

  stop(): void {
    this.isStopped = true;
    clearInterval(this.statusTimer);
    clearTimeout(this.retryTimer);
    this.socket?.close('the agent stops');
    this.state.phase = 'closed';
  }

  private async connect(): Promise<void> {
    if (this.isStopped) return;
    this.state.phase = 'connecting';
    let token: string;
    try {
      token = await this.options.readToken();
    } catch (error) {
      this.lose(error instanceof Error ? error.message : String(error), undefined);
      return;
    }
    if (this.isStopped) return;
    const { consoleUrl, compress, connectTimeoutMs, heartbeatMs } = this.options;
    const socket = new ConsoleSocket(
      { consoleUrl, token, compress, connectTimeoutMs, heartbeatMs },
      {
        onOpen: () => this.send(this.hello()),
        onText: (text) => this.take(text),
        onClose: (reason, refusal) => {
          if (this.socket === socket) this.lose(reason, refusal);
        },
      },
    );
    this.socket = socket;
  }

  private take(text: string): void {
    const parsed = parseConsoleMessage(text);
    if ('message' in parsed) {
      this.handle(parsed.message);
      return;
    }
    this.state.badMessages++;
    if (parsed.revision !== undefined) {
      this.answerConfig(parsed.revision, this.options.config.refuse(parsed.fault));
    }
  }

  private handle(message: ConsoleMessage): void {
    switch (message.type) {
      case 'welcome':
        this.greet(message);
        return;
      case 'ack':
        this.acknowledge(message.sequence);
        return;
      case 'config':
        this.takeConfig(message.revision, this.options.config.takeSnapshot(toSnapshot(message)));
        return;
      case 'config-delta':
        this.takeConfig(message.revision, this.options.config.takeDelta(message));
        return;
      case 'refusal':
        this.lose(message.message, message);
        return;
      case 'certificate':
        this.options.identity?.take(message);
        this.sendStatus();
        return;
      case 'certificate-refusal':
        this.options.identity?.refuse(message);
        return;
      case 'collect-traces':
        this.options.collector?.collect(message.traces);
        return;
      case 'inspect':
        this.tell(message.id);
        return;
      default:
        message satisfies never;
    }
  }

  private greet(welcome: Welcome): void {
    if (this.socket === undefined) return;
    const { buffer } = this.options;
    if (welcome.ackedSequence !== null) buffer.ackUpTo(welcome.ackedSequence);
    buffer.settleUncertain();
    this.batchIntervalMs = welcome.batchIntervalMs;
    this.sender = new BatchSender(buffer, this.socket, welcome.ackedSequence ?? 0, this.carefulUntil);
    this.state.phase = 'connected';
    this.state.connects++;
    this.failuresInRow = 0;
    this.log(`connected to the console at ${this.options.consoleUrl}`);
    this.sendStatus();
    this.options.identity?.greet(welcome.certificates, (request) => this.send(request));
    const canCollect = welcome.features?.includes(COLLECT_FEATURE) === true;
    this.options.collector?.greet(
      canCollect ? (traces) => this.send({ type: 'trace-alerts', traces }) : undefined,
    );
    this.sender.pump();
  }

  private acknowledge(sequence: number): void {
    if (this.sender === undefined || !this.sender.take(sequence)) {
      this.state.badMessages++;
      this.socket?.close(`ack of ${sequence}, which was never sent`);
      return;
    }
    this.sender.pump();
  }

  private takeConfig(revision: number, verdict: ConfigVerdict): void {
    if (verdict.status === 'ack') {
      this.state.configRevision = revision;
      for (const resolve of this.configWaiters) resolve();
      this.configWaiters = [];
    }
    this.answerConfig(revision, verdict);
  }

  private answerConfig(revision: number, verdict: ConfigVerdict): void {
    const refusal = verdict.status === 'nack' ? { reason: verdict.reason.slice(0, REASON_LENGTH) } : {};
    this.send({ type: 'config-result', revision, status: verdict.status, ...refusal });
  }

  /** The connection is gone or never came: forget it and come back later. */
  private lose(reason: string, refusal: ConsoleRefusal | undefined): void {
    const { socket } = this;
    const wasBatchRefused = refusal !== undefined && this.blameBatch(refusal);
    this.socket = undefined;
    this.sender = undefined;
    this.options.buffer.forgetInFlight();
    this.options.identity?.lose();
    this.options.collector?.lose();
    if (this.isStopped) return;
    const isFinal = refusal?.retry === false && !wasBatchRefused;
    const isIntended = reason === 'hello again';
    this.state.phase = isFinal ? 'refused' : 'waiting';
    if (!isIntended) {
      this.state.failures++;
      this.state.lastFailure = reason;
      this.log(
        `${isFinal ? 'refused by' : 'not connected to'} the console at ${this.options.consoleUrl}: ${reason}`,
      );
    }
    const waitMs = isFinal
      ? this.options.refusedPauseMs * (0.5 + this.options.random() / 2)
      : isIntended
        ? 0
        : backoffMs(this.failuresInRow++, this.options.random());
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => void this.connect(), waitMs);
    socket?.close(reason);
  }

  /**
   * A batch the console can never take must not be sent for ever. Refused alone, it is given up and counted; refused
   * among others, they are sent again one by one. False when no batch was on its way.
   */
  private blameBatch(refusal: ConsoleRefusal): boolean {
    const inFlight = this.sender?.inFlight;
    if (inFlight === undefined || !BATCH_FAULTS.has(refusal.code)) return false;
    if (inFlight.first === inFlight.last) this.options.buffer.discard(inFlight.first);
    else this.carefulUntil = inFlight.last;
    return true;
  }

  private hello(): Hello {
    const { options } = this;
    return {
      type: 'hello',
      protocol: INGEST_PROTOCOL,
      epoch: options.epoch,
      firstSequence: options.buffer.firstSequence ?? options.buffer.nextSequence,
      configRevision: this.state.configRevision,
      features: featuresOf(options),
      ...options.hello(),
    };
  }

  private status(): AgentStatus {
    const { buffer } = this.options;
    return {
      type: 'status',
      bufferedBytes: buffer.bytes,
      bufferLimitBytes: buffer.limitBytes,
      unackedBatches: buffer.length,
      drops: buffer.drops,
      ...this.options.status(),
    };
  }

  private tell(id: number): void {
    const proxy = this.options.inspect?.();
    if (proxy !== undefined) this.send({ type: 'inspection', id, proxy });
  }

  private send(message: object): void {
    this.socket?.send(JSON.stringify(message));
  }

  /** Each change is said once: a console that is away for an hour is one line, not a thousand. */
  private log(message: string): void {
    if (message === this.lastLogged) return;
    this.lastLogged = message;
    this.options.log(message);
  }
}
