import { ENVOY_FIELDS, EXCHANGE_FIELDS, SERIES_FIELDS } from './access-log-fields';
import { ColumnWriter, type EncodedColumns } from './column-writer';
import type { ExchangeRecord } from './exchange-record';
import type { Series } from './series';

const FIELDS = { ...ENVOY_FIELDS, ...EXCHANGE_FIELDS };
const READERS = Object.values(FIELDS);
/** Columns of ids. */
const IS_UNIQUE = Object.keys(FIELDS).map((name) => ['request_id', 'trace_id', 'span_id'].includes(name));
const GRPC_STATUS_COLUMN = READERS.length + SERIES_FIELDS.length;
const COLUMN_NAMES = [...Object.keys(FIELDS), ...SERIES_FIELDS, 'grpc_response_status'];

/** Gathers access-log lines as columns. */
export class AccessLogWriter {
  private readonly writer = new ColumnWriter(COLUMN_NAMES);
  /** Dictionary indexes of a series' own fields in the batch at hand. */
  private seriesCells = new Map<Series, readonly number[]>();

  get rows(): number {
    return this.writer.rows;
  }

  get characters(): number {
    return this.writer.characters;
  }

  append(exchange: ExchangeRecord, series: Series): void {
    const { writer } = this;
    for (let column = 0; column < READERS.length; column++) {
      const value = READERS[column]?.(exchange) ?? null;
      if (typeof value !== 'string') writer.putNumber(column, value);
      else if (IS_UNIQUE[column]) writer.putUnique(column, value);
      else writer.putText(column, value);
    }
    const cells = this.cellsOf(series);
    for (let i = 0; i < cells.length; i++) writer.putIndex(READERS.length + i, cells[i] ?? 0);
    const grpcStatus = series.labels.grpc_response_status;
    writer.putText(GRPC_STATUS_COLUMN, grpcStatus === '' ? null : grpcStatus);
    writer.endRow();
  }

  take(): EncodedColumns | null {
    this.seriesCells = new Map();
    return this.writer.take();
  }

  private cellsOf(series: Series): readonly number[] {
    const known = this.seriesCells.get(series);
    if (known !== undefined) return known;
    const cells = SERIES_FIELDS.map((name) => this.writer.intern(series.labels[name]));
    this.seriesCells.set(series, cells);
    return cells;
  }
}
