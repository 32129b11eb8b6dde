import { BoundedTags } from '../../trace/bounded-tags';
import type { FindOwner } from '../../trace/span-owner';
import type { ApplicationLog } from '../application-log';
import type { OtlpLog, OtlpLogResource } from './otlp-logs';

const MOST_SEVERE = 24;
const NO_ID = /^0*$/;

/** Our lines of an OTLP message: attributes of the resource become tags, the record's own win. */
export function logsFromOtlp(resources: readonly OtlpLogResource[], findOwner: FindOwner): ApplicationLog[] {
  return resources.flatMap(({ tags, scopes }) =>
    scopes.flatMap(({ name, logs }) => logs.map((log) => toLog(log, name, tags, findOwner))),
  );
}

function toLog(
  log: OtlpLog,
  scope: string,
  resource: Readonly<Record<string, string>>,
  findOwner: FindOwner,
): ApplicationLog {
  const all = new BoundedTags();
  for (const [key, value] of Object.entries(log.tags)) all.add(key, value);
  const extra = { 'otel.scope.name': scope, 'event.name': log.eventName, ...resource };
  for (const [key, value] of Object.entries(extra)) {
    if (value !== '' && !Object.hasOwn(log.tags, key)) all.add(key, value);
  }
  return {
    time_us: log.timeUs === 0 ? log.observedUs : log.timeUs,
    severity: Math.min(MOST_SEVERE, Math.max(0, Math.floor(log.severity))),
    severity_text: log.severityText,
    body: log.body,
    trace_id: NO_ID.test(log.traceId) ? null : log.traceId,
    span_id: NO_ID.test(log.spanId) ? null : log.spanId,
    ...findOwner(resource['service.name'] ?? '', all.tags),
    tags: all.tags,
  };
}

const TRACE_ID = /^[0-9a-f]{32}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;

/** Why a line cannot be kept; undefined for one that can. */
export function findLogFault(
  { time_us, trace_id, span_id }: ApplicationLog,
  range: { fromUs: number; toUs: number },
): string | undefined {
  if (trace_id !== null && !TRACE_ID.test(trace_id)) return 'a trace id has 32 hexadecimal digits';
  if (span_id !== null && !SPAN_ID.test(span_id)) return 'a span id has 16 hexadecimal digits';
  if (!(time_us >= range.fromUs)) return 'it is older than what is kept';
  return time_us > range.toUs ? 'it lies in the future' : undefined;
}
