import type { RegistrySnapshot } from '../../lib/mesh/registry/service';
import type { MetricPlan } from '../../lib/mesh/telemetry-api/resolve-metrics';
import { INGEST_LIMITS } from '../../lib/protocol/ingest/limits';
import { AccessLogWriter } from './access-log-writer';
import type { SpanRow } from './collect/packed-span';
import { TraceCollector } from './collect/trace-collector';
import type { Direction, ExchangeRecord, Recorder, TunnelRecord } from './exchange-record';
import type { IstioTotals } from './istio-totals';
import { MetricsAggregator } from './metrics-aggregator';
import { SpanWriter } from './span-writer';
import type { Telemetry } from './telemetry';
import { TELEMETRY_LIMITS } from './telemetry-limits';
import { TelemetryPolicy } from './telemetry-policy';
import type { WorkloadSelf } from './workload-self';

/** What the recorder needs of its surroundings. */
export interface RecorderOptions {
  self: WorkloadSelf;
  /** A gateway reports only what it sends on (reporter=source), as Istio's ingress gateway does. */
  role: 'sidecar' | 'gateway';
  now: () => number;
  /** What Telemetry resources say. */
  policy?: TelemetryPolicy;
  seriesLimit?: number;
  /** Bound of the spans kept for when they are asked for; 0 keeps none. */
  traceRingBytes?: number;
  /** Whether Prometheus reads series by operation, too. */
  withOperation?: boolean;
  /** Called when so much is gathered that a batch should be cut before its time. */
  onFull: () => void;
  /** Another reader of each exchange, for instance the access-log file. */
  onExchange?: (exchange: ExchangeRecord) => void;
}

/** Turns what the proxy reports into series, log lines and spans; one or two microseconds a request. */
export class TelemetryRecorder implements Recorder {
  /** Exchanges that could not be recorded: always a defect, counted instead of harming the request. */
  failed = 0;
  /** Keeps the spans that are not sampled; undefined where none shall be kept. */
  readonly collector: TraceCollector | undefined;
  private readonly options: RecorderOptions;
  private readonly policy: TelemetryPolicy;
  private readonly metrics: MetricsAggregator;
  private readonly logs = new AccessLogWriter();
  private readonly spans: SpanWriter;

  constructor(options: RecorderOptions) {
    this.options = options;
    this.policy = options.policy ?? new TelemetryPolicy(options.self.identity, () => undefined);
    this.metrics = new MetricsAggregator(
      options.self,
      options.seriesLimit,
      options.withOperation,
      this.policy,
    );
    this.spans = new SpanWriter(options.self);
    this.collector = this.createCollector();
  }

  get seriesCount(): number {
    return this.metrics.seriesCount;
  }

  get overflowed(): number {
    return this.metrics.overflowed;
  }

  get hasTelemetry(): boolean {
    return this.metrics.pendingPoints + this.logs.rows + this.spans.rows > 0;
  }

  /** Reports as a configuration wants it, from now on. */
  follow(snapshot: Pick<RegistrySnapshot, 'resources' | 'settings' | 'telemetry'>): void {
    if (this.policy.update(snapshot)) this.metrics.forgetTags();
    this.metrics.nameOperations(snapshot.settings.operations ?? []);
  }

  /** What becomes of the metrics that one side reports. */
  metricPlanOf(reporter: string): MetricPlan {
    return this.policy.planOf(reporter === 'destination' ? 'inbound' : 'outbound').metrics;
  }

  totals(): Iterable<IstioTotals> {
    return this.metrics.totals();
  }

  record(exchange: ExchangeRecord): void {
    if (this.options.role === 'gateway' && exchange.direction === 'inbound') return;
    this.guard(() => {
      const series = this.metrics.countExchange(exchange);
      const { policy } = this;
      const plan = policy.planOf(exchange.direction);
      if (policy.isLogged(exchange)) this.logs.append(exchange, series);
      if (plan.tracing.reportsSpans) {
        const tags = policy.tagsOf(exchange);
        if (exchange.sampled) this.spans.append(exchange, tags);
        else this.collector?.note(exchange, series, tags, plan.collecting);
      }
      // The mesh's own switch is about what is sent; a file that the agent was told to write is written.
      if (plan.logs.isDefault || policy.isLogged(exchange)) this.options.onExchange?.(exchange);
    });
    if (this.isFull()) this.options.onFull();
  }

  headersToKeep(direction: Direction): readonly string[] {
    return this.policy.planOf(direction).headers;
  }

  openTunnel(tunnel: TunnelRecord): void {
    this.guard(() => this.metrics.countTunnelOpened(tunnel, this.options.now()));
  }

  addTunnelBytes(tunnel: TunnelRecord, receivedBytes: number, sentBytes: number): void {
    this.guard(() => this.metrics.countTunnelBytes(tunnel, receivedBytes, sentBytes, this.options.now()));
  }

  closeTunnel(tunnel: TunnelRecord): void {
    this.guard(() => this.metrics.countTunnelClosed(tunnel, this.options.now()));
  }

  logConnection(tunnel: TunnelRecord, line: ExchangeRecord): void {
    this.guard(() => {
      const isLogged = this.policy.isLogged(line);
      if (isLogged) this.logs.append(line, this.metrics.seriesOfTunnel(tunnel, this.options.now()));
      if (this.policy.planOf(line.direction).logs.isDefault || isLogged) this.options.onExchange?.(line);
    });
    if (this.isFull()) this.options.onFull();
  }

  /** Cuts off what was gathered, as much as one batch may hold; undefined when there is nothing. */
  take(): Telemetry | undefined {
    if (!this.hasTelemetry) return undefined;
    const { rows, series } = this.metrics.takePoints(INGEST_LIMITS.batchPoints);
    return { points: rows, logs: this.logs.take(), spans: this.spans.take(), series };
  }

  private createCollector(): TraceCollector | undefined {
    const { now, traceRingBytes = 0 } = this.options;
    if (traceRingBytes === 0) return undefined;
    const onSpan = (row: SpanRow, reason: string): void => {
      this.spans.appendCollected(row, reason);
      if (this.isFull()) this.options.onFull();
    };
    return new TraceCollector({ ringBytes: traceRingBytes, now, onSpan });
  }

  private isFull(): boolean {
    const { logs, spans, metrics } = this;
    return (
      logs.rows >= TELEMETRY_LIMITS.batchLogs ||
      spans.rows >= TELEMETRY_LIMITS.batchSpans ||
      logs.characters + spans.characters >= TELEMETRY_LIMITS.batchCharacters ||
      metrics.pendingPoints >= TELEMETRY_LIMITS.batchPoints
    );
  }

  private guard(act: () => void): void {
    try {
      act();
    } catch {
      this.failed++;
    }
  }
}
