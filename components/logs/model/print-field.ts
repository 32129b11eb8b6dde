import { formatAbsolute } from '@/lib/client/format/format-time';
import type { LogLine } from '@/lib/protocol/api/logs';
import type { LogField } from './log-field-groups';

/** A field as text; undefined where Envoy has null. */
export function printField(line: LogLine, field: LogField): string | undefined {
  const value = line[field];
  if (value === null || value === '') return undefined;
  if (field === 'start_time') return formatAbsolute(line.start_time);
  if (field === 'duration_us') return `${line.duration_us.toLocaleString('en-US')} µs`;
  if (field === 'duration' || field === 'upstream_service_time') return `${value} ms`;
  return String(value);
}
