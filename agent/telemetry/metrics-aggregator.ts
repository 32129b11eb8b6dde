import type { ServiceOperations } from '../../lib/mesh/metrics/service-operations';
import type { PointRow } from '../../lib/protocol/ingest/agent-message';
import { attributesOf } from './exchange-attributes';
import type { Direction, ExchangeRecord, TunnelRecord } from './exchange-record';
import { countValue, type IstioTotals } from './istio-totals';
import { labelSeries } from './label-series';
import { OperationNames } from './operation-names';
import type { Series } from './series';
import { addLatency, takePointRow } from './series-delta';
import { SeriesIndex } from './series-index';
import { SeriesStore } from './series-store';
import { TaggedTotals } from './tagged-totals';
import { TELEMETRY_LIMITS } from './telemetry-limits';
import type { TelemetryPolicy } from './telemetry-policy';
import type { WorkloadSelf } from './workload-self';

/** Points ready to travel and the series they name. */
export interface TakenPoints {
  rows: PointRow[];
  series: Series[];
}

/** Counts exchanges and tunnels into series: totals for Prometheus, deltas by second for the console. */
export class MetricsAggregator {
  /** Requests and connections counted in overflow series. */
  overflowed = 0;
  private readonly self: WorkloadSelf;
  private readonly store: SeriesStore;
  private readonly index: SeriesIndex;
  private readonly operations: OperationNames;
  private dirty: Series[] = [];
  private rows: PointRow[] = [];
  private rowSeries = new Set<Series>();

  private readonly policy: TelemetryPolicy | undefined;
  private tagged = new TaggedTotals();

  constructor(
    self: WorkloadSelf,
    seriesLimit: number = TELEMETRY_LIMITS.series,
    withOperation = false,
    policy?: TelemetryPolicy,
  ) {
    this.self = self;
    this.operations = new OperationNames(self);
    this.policy = policy;
    this.store = new SeriesStore(seriesLimit, withOperation);
    this.index = new SeriesIndex(seriesLimit * 4);
  }

  get seriesCount(): number {
    return this.store.size;
  }

  /** Points that a batch cut now would carry. */
  get pendingPoints(): number {
    return this.rows.length + this.dirty.length;
  }

  /** What Prometheus reads: with tags where a Telemetry resource adds some. */
  totals(): Iterable<IstioTotals> {
    const tagged = this.tagged.totals();
    if (tagged.length === 0) return this.store.totals();
    const plain = [...this.store.totals()].filter(({ labels }) => {
      const direction = labels.reporter === 'destination' ? 'inbound' : 'outbound';
      return labels.request_protocol === 'tcp' || !this.hasTags(direction);
    });
    return [...plain, ...tagged];
  }

  /** The tags have changed: what was counted under the old ones is forgotten. */
  forgetTags(): void {
    this.tagged = new TaggedTotals();
  }

  /** How operations of services are to be named from now on. */
  nameOperations(services: readonly ServiceOperations[]): void {
    this.operations.use(services);
  }

  private hasTags(direction: Direction): boolean {
    return (this.policy?.planOf(direction).metrics.tags.size ?? 0) > 0;
  }

  countExchange(exchange: ExchangeRecord): Series {
    const endedAtMs = exchange.startedAtMs + exchange.durationMs;
    const series = this.seriesOfExchange(exchange, endedAtMs);
    if (series.isOverflow) this.overflowed++;
    const delta = this.openDelta(series, endedAtMs);
    delta.requests++;
    delta.requestBytes += exchange.requestBytes;
    delta.responseBytes += exchange.responseBytes;
    delta.requestMessages += exchange.requestMessages;
    delta.responseMessages += exchange.responseMessages;
    addLatency(delta, Math.round(exchange.durationMs * 1000));
    if (delta.latencyBuckets.length >= TELEMETRY_LIMITS.pendingLatencies) this.closeDelta(series);
    countInto(series.totals, exchange);
    const plan = this.policy?.planOf(exchange.direction).metrics;
    if (plan !== undefined && plan.tags.size > 0) {
      countInto(this.tagged.obtain(series.totals, plan, attributesOf(exchange)), exchange);
    }
    return series;
  }

  countTunnelOpened(tunnel: TunnelRecord, nowMs: number): void {
    const series = this.seriesOfTunnel(tunnel, nowMs);
    if (series.isOverflow) this.overflowed++;
    series.totals.tcpOpened++;
    this.openDelta(series, nowMs).tcpOpened++;
  }

  countTunnelBytes(tunnel: TunnelRecord, receivedBytes: number, sentBytes: number, nowMs: number): void {
    const series = this.seriesOfTunnel(tunnel, nowMs);
    series.totals.tcpReceivedBytes += receivedBytes;
    series.totals.tcpSentBytes += sentBytes;
    const delta = this.openDelta(series, nowMs);
    delta.tcpReceivedBytes += receivedBytes;
    delta.tcpSentBytes += sentBytes;
  }

  countTunnelClosed(tunnel: TunnelRecord, nowMs: number): void {
    const series = this.seriesOfTunnel(tunnel, nowMs);
    series.totals.tcpClosed++;
    this.openDelta(series, nowMs).tcpClosed++;
  }

  /** Hands over at most `limit` points; what is left stays for the next call. */
  takePoints(limit: number): TakenPoints {
    for (const series of this.dirty) if (series.isDirty) this.closeDelta(series);
    this.dirty = [];
    const rows = this.rows.length <= limit ? this.rows : this.rows.slice(0, limit);
    this.rows = this.rows.length <= limit ? [] : this.rows.slice(limit);
    const series = [...this.rowSeries];
    if (this.rows.length === 0) this.rowSeries = new Set();
    return { rows, series };
  }

  private seriesOfExchange(exchange: ExchangeRecord, nowMs: number): Series {
    const operation = exchange.method === '' ? '' : this.operations.operationOf(exchange);
    const isGrpc = exchange.contentType?.startsWith('application/grpc') ?? false;
    const known = this.index.find(exchange, operation, isGrpc);
    if (known !== undefined) return known;
    const outcome = {
      request_protocol: isGrpc ? 'grpc' : 'http',
      response_code: String(exchange.responseCode),
      grpc_response_status: isGrpc ? exchange.grpcStatus : '',
      response_flags: exchange.flags,
      request_operation: operation,
    };
    const evicted = this.store.evicted;
    const series = this.store.obtain(labelSeries(exchange, outcome, this.self), nowMs);
    if (this.store.evicted !== evicted) this.index.clear();
    this.index.add(exchange, operation, isGrpc, series);
    return series;
  }

  /** The series that a tunnel counts into. */
  seriesOfTunnel(tunnel: TunnelRecord, nowMs: number): Series {
    const outcome = {
      request_protocol: 'tcp',
      response_code: '',
      grpc_response_status: '',
      response_flags: tunnel.flags === '' ? '-' : tunnel.flags,
      request_operation: '',
    };
    const evicted = this.store.evicted;
    const series = this.store.obtain(labelSeries(tunnel, outcome, this.self), nowMs);
    if (this.store.evicted !== evicted) this.index.clear();
    return series;
  }

  private openDelta(series: Series, nowMs: number): Series['delta'] {
    const second = Math.floor(nowMs / 1000);
    series.lastUsedAtMs = nowMs;
    if (series.isDirty && series.delta.second !== second) this.closeDelta(series);
    if (!series.isDirty) {
      series.isDirty = true;
      series.delta.second = second;
      this.dirty.push(series);
    }
    return series.delta;
  }

  private closeDelta(series: Series): void {
    series.isDirty = false;
    this.rows.push(takePointRow(series.delta, series.id));
    this.rowSeries.add(series);
  }
}

function countInto(totals: IstioTotals, exchange: ExchangeRecord): void {
  totals.requests++;
  totals.requestMessages += exchange.requestMessages;
  totals.responseMessages += exchange.responseMessages;
  countValue(totals.durationMs, Math.floor(exchange.durationMs));
  countValue(totals.requestBytes, exchange.requestBytes);
  countValue(totals.responseBytes, exchange.responseBytes);
}
