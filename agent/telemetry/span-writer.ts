import { COLLECTED_TAG } from '../../lib/protocol/ingest/collect-trace';
import { INGEST_LIMITS } from '../../lib/protocol/ingest/limits';
import type { SpanRow } from './collect/packed-span';
import { ColumnWriter, type EncodedColumns } from './column-writer';
import type { ExchangeRecord } from './exchange-record';
import { EXCHANGE_TAGS, isFailed, PEER_TAGS, REQUEST_ID_TAG, selfTags } from './span-tags';
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
/** Behind the columns each tag has a place of its own, where its last value is remembered. */
const TAG_PLACES = COLUMN_NAMES.length;
const MOST_CELLS = 256;

/** Gathers the spans of sampled exchanges as columns. */
export class SpanWriter {
  private readonly writer = new ColumnWriter(COLUMN_NAMES);
  private readonly self: WorkloadSelf;
  private readonly selfTags: readonly [string, string][];
  /** Key and value indexes of the span at hand. */
  private cells = new Uint32Array(MOST_CELLS);
  private cellCount = 0;

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
    this.pushTags(exchange, extra);
    this.endSpan();
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
    this.pushSelfTags();
    for (const [key, value] of row.tags) this.pushRareTag(key, value);
    this.pushRareTag(COLLECTED_TAG, reason);
    this.endSpan();
  }

  take(): EncodedColumns | null {
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
    writer.putUnique(column++, traceId);
    writer.putUnique(column++, spanId);
    if (parentSpanId === '') writer.putText(column++, '');
    else writer.putUnique(column++, parentSpanId);
    writer.putText(column++, bounded(operation));
    writer.putText(column++, kind);
    writer.putNumber(column++, startUs);
    writer.putNumber(column++, durationUs);
    writer.putText(column++, identity.canonicalService);
    writer.putText(column++, identity.namespace);
    writer.putText(column++, identity.workload);
    writer.putText(column++, identity.version);
    writer.putText(column++, status);
  }

  private pushTags(exchange: ExchangeRecord, extra: readonly (readonly [string, string])[]): void {
    let place = this.pushSelfTags();
    for (let i = 0; i < EXCHANGE_TAGS.length; i++, place++) {
      const tag = EXCHANGE_TAGS[i];
      const value = tag?.[1](exchange);
      if (tag !== undefined && value !== undefined && value !== '') this.pushTag(place, tag[0], value);
    }
    for (const [key, value] of extra) if (value !== '') this.pushRareTag(key, value);
    const { peer } = exchange;
    if (peer === undefined) return;
    for (let i = 0; i < PEER_TAGS.length; i++, place++) {
      const tag = PEER_TAGS[i];
      if (tag !== undefined) this.pushTag(place, tag[0], tag[1](peer));
    }
  }

  /** Returns the place of the tag that comes next. */
  private pushSelfTags(): number {
    const { selfTags } = this;
    for (let i = 0; i < selfTags.length; i++) {
      const tag = selfTags[i];
      if (tag !== undefined) this.pushTag(TAG_PLACES + i, tag[0], tag[1]);
    }
    return TAG_PLACES + selfTags.length;
  }

  private pushTag(place: number, key: string, value: string): void {
    const { writer } = this;
    const text = bounded(value);
    // A key and its values have a place each.
    const index = key === REQUEST_ID_TAG ? writer.addUnique(text) : writer.internAgain(2 * place + 1, text);
    this.pushCells(writer.internAgain(2 * place, key), index);
  }

  private pushRareTag(key: string, value: string): void {
    this.pushCells(this.writer.intern(key), this.writer.intern(bounded(value)));
  }

  private pushCells(key: number, value: number): void {
    if (this.cellCount + 2 > this.cells.length) {
      const grown = new Uint32Array(this.cells.length * 2);
      grown.set(this.cells);
      this.cells = grown;
    }
    this.cells[this.cellCount++] = key;
    this.cells[this.cellCount++] = value;
  }

  private endSpan(): void {
    this.writer.putTags(TAGS_COLUMN, this.cells, this.cellCount);
    this.cellCount = 0;
    this.writer.endRow();
  }
}

function bounded(text: string): string {
  return text.length > INGEST_LIMITS.fieldLength ? text.slice(0, INGEST_LIMITS.fieldLength) : text;
}
