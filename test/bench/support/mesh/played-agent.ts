import { WebSocket } from 'ws';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import { encodeHistogram } from '@/lib/mesh/metrics/encode-histogram';
import type { Point } from '@/lib/mesh/metrics/point';
import { type SeriesLabels, toLabelValues } from '@/lib/mesh/metrics/series-labels';
import type { Hello, ServedService } from '@/lib/protocol/ingest/agent-message';
import type { ConsoleMessage } from '@/lib/protocol/ingest/console-message';
import { INGEST_LIMITS, INGEST_PATH, INGEST_PROTOCOL } from '@/lib/protocol/ingest/limits';
import type { PlannedWorkload } from './mesh-plan';

/** What one series gathered in one second. */
export interface PlayedPoint {
  labels: SeriesLabels;
  second: number;
  point: Point;
}

export interface PlayedAgentOptions {
  /** `http://host:port`. */
  url: string;
  token: string;
  workload: PlannedWorkload;
  services: readonly ServedService[];
}

/**
 * An agent as the console sees it: says hello, defines its series once, sends numbered batches and waits for their
 * acknowledgement, takes every configuration. It carries no traffic, and what a lost connection takes is lost.
 */
export class PlayedAgent {
  private readonly options: PlayedAgentOptions;
  private readonly socket: WebSocket;
  private readonly series = new Map<SeriesLabels, number>();
  private readonly welcome: Promise<void>;
  private sequence = 0;
  private acked = 0;
  private onAck: (() => void) | undefined;

  constructor(options: PlayedAgentOptions) {
    this.options = options;
    const headers = { authorization: `Bearer ${options.token}` };
    this.socket = new WebSocket(`${options.url.replace('http', 'ws')}${INGEST_PATH}`, {
      headers,
      perMessageDeflate: false,
      maxPayload: 0,
    });
    this.socket.on('open', () => this.send(this.hello()));
    this.welcome = new Promise((resolve, reject) => {
      this.socket.on('message', (data) => this.take(data.toString(), resolve, reject));
      this.socket.on('error', reject);
      this.socket.on('close', (code, reason) => reject(new Error(`closed: ${code} ${reason.toString()}`)));
    });
  }

  /** Connected and introduced. */
  async start(): Promise<void> {
    await this.welcome;
    this.reportReady();
  }

  get unacked(): number {
    return this.sequence - this.acked;
  }

  push(points: readonly PlayedPoint[]): void {
    if (this.socket.readyState !== WebSocket.OPEN || this.unacked >= INGEST_LIMITS.unackedBatches) return;
    const fresh: [number, string[]][] = [];
    const rows = points.map(({ labels, second, point }) => {
      const { requests, durationUs, requestBytes, responseBytes, latency } = point;
      const { tcpOpened, tcpClosed, tcpSentBytes, tcpReceivedBytes } = point;
      const sums = [requests, durationUs, requestBytes, responseBytes, encodeHistogram(latency)];
      return [
        this.numberOf(labels, fresh),
        second,
        ...sums,
        tcpOpened,
        tcpClosed,
        tcpSentBytes,
        tcpReceivedBytes,
        point.requestMessages,
        point.responseMessages,
      ];
    });
    if (fresh.length > 0) this.send({ type: 'series', series: fresh });
    this.sequence++;
    this.send({ type: 'batch', sequence: this.sequence, points: rows, logs: null, spans: null });
  }

  /** Resolves when everything that was pushed is committed. */
  async drain(): Promise<void> {
    while (this.unacked > 0) {
      await new Promise<void>((resolve) => {
        this.onAck = resolve;
      });
    }
  }

  reportReady(): void {
    this.send({
      type: 'status',
      atMs: Date.now(),
      state: 'ready',
      appReady: true,
      rssBytes: 60_000_000,
      cpuSeconds: 1,
      openConnections: 1,
      inFlight: 0,
      bufferedBytes: 0,
      bufferLimitBytes: 8_388_608,
      unackedBatches: this.unacked,
      drops: { points: 0, logs: 0, spans: 0, batches: 0 },
    });
  }

  stop(): void {
    this.socket.removeAllListeners('close');
    this.socket.on('error', () => undefined);
    this.socket.terminate();
  }

  private numberOf(labels: SeriesLabels, fresh: [number, string[]][]): number {
    let number = this.series.get(labels);
    if (number === undefined) {
      number = this.series.size + 1;
      this.series.set(labels, number);
      fresh.push([number, toLabelValues(labels)]);
    }
    return number;
  }

  private hello(): Hello {
    const { workload, services } = this.options;
    const { name, namespace, app, version } = workload;
    return {
      type: 'hello',
      protocol: INGEST_PROTOCOL,
      agentId: `${namespace}.${name}`,
      epoch: `played-${process.pid}-${Date.now()}`,
      agentVersion: '0.1.0',
      hostname: 'synthetic',
      pid: process.pid,
      startedAtMs: Date.now(),
      role: workload.isGateway ? 'gateway' : 'sidecar',
      identity: describeWorkload({ name: app, namespace, version, serviceAccount: app }),
      services: [...services],
      firstSequence: 1,
      configRevision: 0,
    };
  }

  private take(text: string, welcomed: () => void, refused: (error: Error) => void): void {
    // A large configuration need not be read whole: type and revision are all that an answer needs.
    const message = (text.length > 4_096 ? readHead(text) : JSON.parse(text)) as ConsoleMessage;
    if (message.type === 'welcome') welcomed();
    else if (message.type === 'refusal') refused(new Error(message.message));
    else if (message.type === 'ack') {
      this.acked = message.sequence;
      this.onAck?.();
    } else if (message.type === 'config' || message.type === 'config-delta') {
      this.send({ type: 'config-result', revision: message.revision, status: 'ack' });
    }
  }

  private send(message: object): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }
}

function readHead(text: string): { type: string; revision: number } {
  const type = /^\{"type":"([a-z-]+)"/.exec(text)?.[1] ?? '';
  return { type, revision: Number(/"revision":(\d+)/.exec(text)?.[1] ?? 0) };
}
