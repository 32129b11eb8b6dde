import { WebSocket } from 'ws';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import type { AccessLogEntry } from '@/lib/mesh/log/access-log-entry';
import { encodeHistogram } from '@/lib/mesh/metrics/encode-histogram';
import type { Point } from '@/lib/mesh/metrics/point';
import { type SeriesLabels, toLabelValues } from '@/lib/mesh/metrics/series-labels';
import type { Span } from '@/lib/mesh/trace/span';
import { ACCESS_LOG_COLUMNS } from '@/lib/protocol/ingest/access-log-columns';
import type { AgentStatus, Hello } from '@/lib/protocol/ingest/agent-message';
import { encodeColumns } from '@/lib/protocol/ingest/columns';
import { type ConsoleMessage, consoleMessageSchema } from '@/lib/protocol/ingest/console-message';
import { INGEST_PATH, INGEST_PROTOCOL } from '@/lib/protocol/ingest/limits';
import { INSPECT_FEATURE, type ProxyView } from '@/lib/protocol/ingest/proxy-view';
import { SPAN_COLUMNS } from '@/lib/protocol/ingest/span-columns';
import { waitUntil } from './wait-until';

/** What one batch of the script carries. */
export interface ScriptedBatch {
  points?: readonly { labels: SeriesLabels; second: number; point: Point }[];
  logs?: readonly AccessLogEntry[];
  spans?: readonly Span[];
}

export interface ScriptedAgentOptions {
  /** `http://host:port`; a function when it may change. */
  url: string;
  token: string;
  agentId: string;
  epoch?: string;
  hello?: Partial<Hello>;
  /** What it answers when it is asked what its proxy holds; without it the console can't ask. */
  proxy?: ProxyView;
}

/** A bare agent: numbers its batches, keeps them until they are acknowledged, comes back after every loss. */
export class ScriptedAgent {
  readonly received: ConsoleMessage[] = [];
  /** Unacknowledged batches, oldest first. */
  private readonly unacked = new Map<number, ScriptedBatch>();
  private readonly options: ScriptedAgentOptions;
  private socket: WebSocket | undefined;
  private isWelcome = false;
  private isStopped = false;
  private nextSequence = 1;
  private nextSeries = 1;
  private series = new Map<string, number>();
  acks = 0;
  connects = 0;

  constructor(options: ScriptedAgentOptions) {
    this.options = options;
  }

  get unackedBatches(): number {
    return this.unacked.size;
  }

  get isConnected(): boolean {
    return this.isWelcome;
  }

  /** Connects and keeps connected until `stop`. */
  async start(): Promise<void> {
    this.connect();
    await waitUntil('the welcome of the console', () => (this.isWelcome ? true : undefined));
  }

  push(batch: ScriptedBatch): number {
    const sequence = this.nextSequence++;
    this.unacked.set(sequence, batch);
    if (this.isWelcome) this.sendBatch(sequence, batch);
    return sequence;
  }

  sendStatus(status: Partial<AgentStatus> = {}): void {
    this.send({
      type: 'status',
      atMs: Date.now(),
      state: 'ready',
      appReady: true,
      rssBytes: 1,
      cpuSeconds: 1,
      openConnections: 0,
      inFlight: 0,
      bufferedBytes: 0,
      bufferLimitBytes: 1,
      unackedBatches: this.unacked.size,
      drops: { points: 0, logs: 0, spans: 0, batches: 0 },
      ...status,
    });
  }

  send(message: object): void {
    this.socket?.send(JSON.stringify(message));
  }

  /** Cuts the connection without a goodbye; it comes back by itself. */
  cut(): void {
    this.socket?.terminate();
  }

  /** Waits until the console has acknowledged everything. */
  async drain(withinMs = 60_000): Promise<void> {
    await waitUntil(
      'all batches to be acknowledged',
      () => (this.unacked.size === 0 ? true : undefined),
      withinMs,
    );
  }

  stop(): void {
    this.isStopped = true;
    this.socket?.terminate();
  }

  private connect(): void {
    const { url, token } = this.options;
    const headers = { authorization: `Bearer ${token}` };
    const socket = new WebSocket(`${url.replace('http', 'ws')}${INGEST_PATH}`, { headers });
    this.socket = socket;
    socket.on('open', () => socket.send(JSON.stringify(this.hello())));
    socket.on('message', (data) => this.take(consoleMessageSchema.parse(JSON.parse(data.toString()))));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.isWelcome = false;
      if (!this.isStopped) setTimeout(() => this.connect(), 50);
    });
  }

  private hello(): Hello {
    const { agentId, epoch = 'epoch-1', hello, proxy } = this.options;
    return {
      type: 'hello',
      protocol: INGEST_PROTOCOL,
      agentId,
      epoch,
      agentVersion: '0.1.0',
      hostname: 'test',
      pid: 1,
      startedAtMs: Date.now(),
      role: 'sidecar',
      identity: describeWorkload({ name: agentId, namespace: 'test' }),
      services: [],
      firstSequence: this.unacked.keys().next().value ?? this.nextSequence,
      configRevision: 0,
      ...(proxy === undefined ? {} : { features: [INSPECT_FEATURE] }),
      ...hello,
    };
  }

  private take(message: ConsoleMessage): void {
    this.received.push(message);
    if (message.type === 'welcome') {
      this.isWelcome = true;
      this.connects++;
      this.series = new Map();
      if (message.ackedSequence !== null) this.forget(message.ackedSequence);
      for (const [sequence, batch] of this.unacked) this.sendBatch(sequence, batch);
    } else if (message.type === 'ack') {
      this.acks++;
      this.forget(message.sequence);
    } else if (message.type === 'inspect') {
      this.send({ type: 'inspection', id: message.id, proxy: this.options.proxy });
    }
  }

  private forget(upTo: number): void {
    for (const sequence of this.unacked.keys()) if (sequence <= upTo) this.unacked.delete(sequence);
  }

  private sendBatch(sequence: number, { points = [], logs = [], spans = [] }: ScriptedBatch): void {
    const fresh: [number, string[]][] = [];
    const rows = points.map(({ labels, second, point }) => {
      const values = toLabelValues(labels);
      const key = values.join('\0');
      let number = this.series.get(key);
      if (number === undefined) {
        number = this.nextSeries++;
        this.series.set(key, number);
        fresh.push([number, values]);
      }
      const { requests, durationUs, requestBytes, responseBytes, latency } = point;
      const tcp = [point.tcpOpened, point.tcpClosed, point.tcpSentBytes, point.tcpReceivedBytes];
      return [
        number,
        second,
        requests,
        durationUs,
        requestBytes,
        responseBytes,
        encodeHistogram(latency),
        ...tcp,
        point.requestMessages,
        point.responseMessages,
      ];
    });
    if (fresh.length > 0) this.send({ type: 'series', series: fresh });
    this.send({
      type: 'batch',
      sequence,
      points: rows,
      logs: logs.length === 0 ? null : encodeColumns(logs, ACCESS_LOG_COLUMNS),
      spans: spans.length === 0 ? null : encodeColumns(spans, SPAN_COLUMNS),
    });
  }
}
