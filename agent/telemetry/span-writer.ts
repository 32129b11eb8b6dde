import type { Columns } from '../../lib/protocol/ingest/columns';
import { INGEST_LIMITS } from '../../lib/protocol/ingest/limits';
import { ColumnWriter } from './column-writer';
import type { ExchangeRecord } from './exchange-record';
import { EXCHANGE_TAGS, isFailed, PEER_TAGS, selfTags } from './span-tags';
import type { WorkloadSelf } from './workload-self';

const COLUMN_NAMES = [
  'trace_id',
  'span_id',
  'parent_span_id',
  'name',
  'kind',
  'start_us',
  'duration_us',
  'service',
  'namespace',
  'workload',
  'version',
  'status',
  'tags',
] as const;

/** Gathers the spans of sampled exchanges as columns. */
export class SpanWriter {
  private readonly writer = new ColumnWriter(COLUMN_NAMES);
  private readonly self: WorkloadSelf;
  private readonly selfTags: readonly [string, string][];

  constructor(self: WorkloadSelf) {
    this.self = self;
    this.selfTags = selfTags(self);
  }

  get rows(): number {
    return this.writer.rows;
  }

  get characters(): number {
    return this.writer.characters;
  }

  append(exchange: ExchangeRecord, extra: readonly (readonly [string, string])[] = []): void {
    const { writer } = this;
    const { identity } = this.self;
    let column = 0;
    writer.putText(column++, exchange.traceId);
    writer.putText(column++, exchange.spanId);
    writer.putText(column++, exchange.parentSpanId ?? '');
    writer.putText(column++, bounded(exchange.operation));
    writer.putText(column++, exchange.direction === 'inbound' ? 'SERVER' : 'CLIENT');
    writer.put(column++, Math.round(exchange.startedAtMs * 1000));
    writer.put(column++, Math.round(exchange.durationMs * 1000));
    writer.putText(column++, identity.canonicalService);
    writer.putText(column++, identity.namespace);
    writer.putText(column++, identity.workload);
    writer.putText(column++, identity.version);
    writer.putText(column++, isFailed(exchange) ? 'error' : 'unset');
    writer.put(column++, this.tags(exchange, extra));
    writer.endRow();
  }

  take(): Columns | null {
    return this.writer.take();
  }

  private tags(exchange: ExchangeRecord, extra: readonly (readonly [string, string])[]): number[] {
    const cells: number[] = [];
    for (const [key, value] of this.selfTags) this.pushTag(cells, key, value);
    for (const [key, read] of EXCHANGE_TAGS) {
      const value = read(exchange);
      if (value !== undefined && value !== '') this.pushTag(cells, key, value);
    }
    for (const [key, value] of extra) if (value !== '') this.pushTag(cells, key, value);
    if (exchange.peer === undefined) return cells;
    for (const [key, read] of PEER_TAGS) this.pushTag(cells, key, read(exchange.peer));
    return cells;
  }

  private pushTag(cells: number[], key: string, value: string): void {
    cells.push(this.writer.intern(key), this.writer.intern(bounded(value)));
  }
}

function bounded(text: string): string {
  return text.length > INGEST_LIMITS.fieldLength ? text.slice(0, INGEST_LIMITS.fieldLength) : text;
}
