import type { CollectRule } from '../../../lib/mesh/telemetry-api/resolve-collecting';
import type { CollectReason, WantedTrace } from '../../../lib/protocol/ingest/collect-trace';
import { attributesOf } from '../exchange-attributes';
import type { ExchangeRecord } from '../exchange-record';
import type { Series } from '../series';
import { isFailed } from '../span-tags';
import { COLLECTING_LIMITS } from './collecting-limits';
import { packSpan, type SpanRow, unpackSpan } from './packed-span';
import { SlowWatch } from './slow-watch';
import { SpanRing } from './span-ring';
import { TraceAlerts } from './trace-alerts';

export interface TraceCollectorOptions {
  ringBytes: number;
  now: () => number;
  /** Takes a span that is wanted, with the reason. */
  onSpan: (row: SpanRow, reason: string) => void;
}

type Tags = readonly (readonly [string, string])[];

/**
 * Sampling after the fact: keeps the spans of requests that nobody sampled, alerts the console when one of them went
 * wrong, and hands over every span of the traces that the console wants, those included that end a little later.
 */
export class TraceCollector {
  readonly ring: SpanRing;
  readonly alerts = new TraceAlerts();
  /** Spans handed over. */
  collected = 0;
  private readonly options: TraceCollectorOptions;
  private readonly slow = new SlowWatch();
  private readonly operations = new WeakMap<Series, string>();
  /** Reasons of the traces wanted of late, and until when, in the order in which they were asked for. */
  private readonly wanted = new Map<string, { reason: string; untilMs: number }>();
  /** A console that cannot ask makes keeping pointless; until one has answered, it may. */
  private isHeard = true;

  constructor(options: TraceCollectorOptions) {
    this.options = options;
    this.ring = new SpanRing(options.ringBytes, COLLECTING_LIMITS.keepMs);
  }

  /** A request that head sampling left out has ended. */
  note(exchange: ExchangeRecord, series: Series, tags: Tags, rule: CollectRule | undefined): void {
    if (!this.isHeard) return;
    const nowMs = this.options.now();
    const isSlow = this.slow.isSlow(this.operationOf(series), exchange.durationMs * 1_000, nowMs);
    const text = packSpan(exchange, tags);
    const wanted = this.findWanted(exchange.traceId, nowMs);
    if (wanted !== undefined) {
      this.handOver(text, wanted);
      return;
    }
    this.ring.put(text, nowMs);
    const reason = findReason(exchange, isSlow, rule);
    if (reason !== undefined) this.alerts.raise(exchange.traceId, reason, nowMs);
  }

  /** The console has said what it can do: `send` reaches it, undefined for one that collects nothing. */
  greet(send: ((traces: WantedTrace[]) => void) | undefined): void {
    this.isHeard = send !== undefined;
    this.alerts.connect(send);
  }

  lose(): void {
    this.alerts.connect(undefined);
  }

  /** The console wants these traces. */
  collect(traces: readonly WantedTrace[]): void {
    const nowMs = this.options.now();
    this.ring.forgetOld(nowMs);
    for (const [traceId, reason] of traces) {
      for (const text of this.ring.take(traceId)) this.handOver(text, reason);
      this.wanted.delete(traceId);
      this.wanted.set(traceId, { reason, untilMs: nowMs + COLLECTING_LIMITS.wantedMs });
    }
    this.forgetWanted(nowMs);
  }

  private findWanted(traceId: string, nowMs: number): string | undefined {
    if (this.wanted.size === 0) return undefined;
    const found = this.wanted.get(traceId);
    return found !== undefined && found.untilMs >= nowMs ? found.reason : undefined;
  }

  private forgetWanted(nowMs: number): void {
    for (const [traceId, { untilMs }] of this.wanted) {
      if (untilMs >= nowMs && this.wanted.size <= COLLECTING_LIMITS.wanted) return;
      this.wanted.delete(traceId);
    }
  }

  private handOver(text: string, reason: string): void {
    const row = unpackSpan(text);
    if (row === undefined) return;
    this.collected++;
    this.options.onSpan(row, reason);
  }

  private operationOf(series: Series): string {
    const known = this.operations.get(series);
    if (known !== undefined) return known;
    const { labels } = series;
    const operation = `${labels.reporter} ${labels.destination_service} ${labels.request_operation}`;
    this.operations.set(series, operation);
    return operation;
  }
}

/** UO: the circuit breaker's bound; UH: outlier detection has left nobody. */
const BREAKER = /(?:^|,)(?:UO|UH)(?:,|$)/;

function findReason(
  exchange: ExchangeRecord,
  isSlow: boolean,
  rule: CollectRule | undefined,
): CollectReason | undefined {
  if (exchange.flags !== '-' && BREAKER.test(exchange.flags)) return 'breaker';
  if (isFailed(exchange)) return 'error';
  if (rule?.takes(attributesOf(exchange)) === true) return 'rule';
  return isSlow ? 'slow' : undefined;
}
