import { BoundedTags, storable } from '../../trace/bounded-tags';
import { asList, asNumber, asObject, asText } from '../../trace/json-fields';
import { Malformed } from '../../trace/malformed';
import { printValue } from '../../trace/otlp/any-value-json';
import { OTLP_BOUNDS } from '../../trace/otlp/otlp-spans';
import { addAttributes, nanosToUs } from '../../trace/otlp/read-otlp-json';
import type { OtlpLog, OtlpLogResource } from './otlp-logs';

/** Reads an ExportLogsServiceRequest in JSON; throws `Malformed`. */
export function readOtlpLogsJson(message: unknown): OtlpLogResource[] {
  let records = 0;
  return asList(asObject(message, 'The message').resourceLogs, 'resourceLogs').map((value) => {
    const resource = asObject(value, 'A resourceLogs');
    const tags = new BoundedTags();
    addAttributes(tags, asObject(resource.resource ?? {}, 'A resource').attributes);
    const scopes = asList(resource.scopeLogs, 'scopeLogs').map((scope) => {
      const scopeLogs = asObject(scope, 'A scopeLogs');
      const list = asList(scopeLogs.logRecords, 'logRecords');
      records += list.length;
      if (records > OTLP_BOUNDS.spans)
        throw new Malformed(`A message has at most ${OTLP_BOUNDS.spans} records`);
      const { name } = asObject(scopeLogs.scope ?? {}, 'A scope');
      return { name: asText(name, 'A scope name'), logs: list.map(readLog) };
    });
    return { tags: tags.tags, scopes };
  });
}

function readLog(value: unknown): OtlpLog {
  const log = asObject(value, 'A logRecord');
  const tags = new BoundedTags();
  addAttributes(tags, log.attributes);
  return {
    timeUs: nanosToUs(log.timeUnixNano),
    observedUs: nanosToUs(log.observedTimeUnixNano),
    severity: asNumber(log.severityNumber, 'A severityNumber'),
    severityText: storable(asText(log.severityText, 'A severityText'), OTLP_BOUNDS.keyLength),
    body: storable(log.body === undefined ? '' : printValue(log.body, 0), OTLP_BOUNDS.valueLength),
    tags: tags.tags,
    eventName: storable(asText(log.eventName, 'An eventName'), OTLP_BOUNDS.keyLength),
    traceId: asText(log.traceId, 'A traceId').toLowerCase(),
    spanId: asText(log.spanId, 'A spanId').toLowerCase(),
  };
}
