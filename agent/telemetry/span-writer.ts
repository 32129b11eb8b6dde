import { COLLECTED_TAG } from '../../lib/protocol/ingest/collect-trace';
import type { Columns } from '../../lib/protocol/ingest/columns';
import { INGEST_LIMITS } from '../../lib/protocol/ingest/limits';
import type { SpanRow } from './collect/packed-span';
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
const TAGS_COLUMN = COLUMN_NAMES.indexOf('tags');

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
    this.putHead(
      exchange.traceId,
      exchange.spanId,
      exchange.parentSpanId ?? '',
      exchange.operation,
      exchange.direction === 'inbound' ? 'SERVER' : 'CLIENT',
      Math.round(exchange.startedAtMs * 1000),
      Math.round(exchange.durationMs * 1000),
      isFailed(exchange) ? 'error' : 'unset',
    );
    this.writer.put(TAGS_COLUMN, this.tags(exchange, extra));
    this.writer.endRow();
  }

  /** A span that was kept and is wanted now, for this reason. */
  appendCollected(row: SpanRow, reason: string): void {
    this.putHead(
      row.traceId,
      row.spanId,
      row.parentSpanId,
      row.operation,
      row.kind,
      row.startUs,
      row.durationUs,
      row.status,
    );
    const cells: number[] = [];
    for (const [key, value] of this.selfTags) this.pushTag(cells, key, value);
    for (const [key, value] of row.tags) this.pushTag(cells, key, value);
    this.pushTag(cells, COLLECTED_TAG, reason);
    this.writer.put(TAGS_COLUMN, cells);
    this.writer.endRow();
  }

  take(): Columns | null {
    return this.writer.take();
  }

  /** Everything but the tags. */
  private putHead(
    traceId: string,
    spanId: string,
    parentSpanId: string,
    operation: string,
    kind: string,
    startUs: number,
    durationUs: number,
    status: string,
  ): void {
    const { writer } = this;
    const { identity } = this.self;
    let column = 0;
    writer.putText(column++, traceId);
    writer.putText(column++, spanId);
    writer.putText(column++, parentSpanId);
    writer.putText(column++, bounded(operation));
    writer.putText(column++, kind);
    writer.put(column++, startUs);
    writer.put(column++, durationUs);
    writer.putText(column++, identity.canonicalService);
    writer.putText(column++, identity.namespace);
    writer.putText(column++, identity.workload);
    writer.putText(column++, identity.version);
    writer.putText(column++, status);
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
