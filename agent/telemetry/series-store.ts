import { OTHER_OPERATION } from '../../lib/mesh/metrics/path-template';
import { type SeriesLabels, seriesKey, UNKNOWN } from '../../lib/mesh/metrics/series-labels';
import { createIstioTotals, type IstioTotals } from './istio-totals';
import type { Series } from './series';
import { createSeriesDelta } from './series-delta';
import { TELEMETRY_LIMITS } from './telemetry-limits';

/** How often a full store may look for idle series. */
const EVICTION_INTERVAL_MS = 10_000;

/**
 * All series of the agent by label set, at most `limit` of them. A full store first forgets idle series; what still
 * does not fit is counted in one overflow series a reporter, protocol and code, which keeps totals true and only
 * loses who the peer was.
 */
export class SeriesStore {
  evicted = 0;
  private readonly byKey = new Map<string, Series>();
  private readonly totalsByKey = new Map<string, IstioTotals>();
  private readonly overflowByKey = new Map<string, Series>();
  private readonly limit: number;
  private readonly withOperation: boolean;
  private nextId = 1;
  private lookedForIdleAtMs = 0;

  /** `withOperation`: totals for Prometheus are kept by operation too. */
  constructor(limit: number = TELEMETRY_LIMITS.series, withOperation = false) {
    this.limit = limit;
    this.withOperation = withOperation;
  }

  get size(): number {
    return this.byKey.size + this.overflowByKey.size;
  }

  totals(): Iterable<IstioTotals> {
    return this.totalsByKey.values();
  }

  /** The series of these labels, or the overflow series that stands for it. */
  obtain(labels: SeriesLabels, nowMs: number): Series {
    const key = seriesKey(labels);
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    if (this.byKey.size >= this.limit) this.evictIdle(nowMs);
    if (this.byKey.size >= this.limit) return this.obtainOverflow(overflowLabels(labels), nowMs);
    const series = this.create(labels, nowMs, false);
    this.byKey.set(key, series);
    return series;
  }

  private obtainOverflow(labels: SeriesLabels, nowMs: number): Series {
    const key = seriesKey(labels);
    const known = this.overflowByKey.get(key);
    if (known !== undefined) return known;
    const series = this.create(labels, nowMs, true);
    this.overflowByKey.set(key, series);
    return series;
  }

  private create(labels: SeriesLabels, nowMs: number, isOverflow: boolean): Series {
    return {
      id: this.nextId++,
      labels,
      totals: this.totalsOf(labels),
      delta: createSeriesDelta(),
      isOverflow,
      isDirty: false,
      lastUsedAtMs: nowMs,
    };
  }

  private totalsOf(labels: SeriesLabels): IstioTotals {
    const key = seriesKey(this.withOperation ? labels : { ...labels, request_operation: '' });
    const known = this.totalsByKey.get(key);
    if (known !== undefined) return known;
    const totals = createIstioTotals(labels);
    this.totalsByKey.set(key, totals);
    return totals;
  }

  private evictIdle(nowMs: number): void {
    if (nowMs - this.lookedForIdleAtMs < EVICTION_INTERVAL_MS) return;
    this.lookedForIdleAtMs = nowMs;
    const used = new Set<IstioTotals>();
    for (const [key, series] of this.byKey) {
      if (series.isDirty || nowMs - series.lastUsedAtMs < TELEMETRY_LIMITS.idleSeriesMs) {
        used.add(series.totals);
        continue;
      }
      this.byKey.delete(key);
      this.evicted++;
    }
    for (const series of this.overflowByKey.values()) used.add(series.totals);
    for (const [key, totals] of this.totalsByKey) if (!used.has(totals)) this.totalsByKey.delete(key);
  }
}

/** Keeps the agent's own side, the protocol and the code; the number of results is bounded by the codes there are. */
function overflowLabels(labels: SeriesLabels): SeriesLabels {
  const isInbound = labels.reporter === 'destination';
  const peer = isInbound ? 'source' : 'destination';
  const overflow: Record<string, string> = { ...labels };
  for (const name of Object.keys(labels)) {
    if (name.startsWith(peer)) overflow[name] = UNKNOWN;
  }
  return {
    ...labels,
    ...overflow,
    ...(isInbound ? { destination_service: labels.destination_canonical_service } : {}),
    grpc_response_status: '',
    response_flags: '-',
    request_operation: OTHER_OPERATION,
  };
}
