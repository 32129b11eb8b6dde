import type { AccessLogEntry } from '../../../mesh/log/access-log-entry';
import type { StoredLog } from '../contract/log-reader';
import { logId } from '../sink/log-id';
import { LOG_TEXT_COLUMNS } from '../sink/log-rows';

export const LOG_TIME_US = '(extract(epoch FROM ts) * 1000000)::bigint';

/** The columns of a whole line; see `toLog`. */
export const LOG_ROW_COLUMNS = [
  `${LOG_TIME_US} AS time_us`,
  'n',
  'response_code',
  'duration_us',
  'duration',
  'upstream_service_time',
  'bytes_received',
  'bytes_sent',
  "replace(trace_id::text, '-', '') AS trace_id",
  "encode(span_id, 'hex') AS span_id",
  ...LOG_TEXT_COLUMNS,
].join(', ');

/** A row of `LOG_ROW_COLUMNS`. */
export type LogRow = Omit<AccessLogEntry, 'start_time'> & { time_us: number; n: number };

export function toLog(row: LogRow): StoredLog {
  const { time_us, n, ...fields } = row;
  return { id: logId(time_us, n), start_time: time_us / 1_000, ...fields };
}
