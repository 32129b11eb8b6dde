import type { OtlpLog, OtlpLogResource } from '../../mesh/log/otlp/otlp-logs';
import { BoundedTags, storable } from '../../mesh/trace/bounded-tags';
import { Malformed } from '../../mesh/trace/malformed';
import { OTLP_BOUNDS, type OtlpScope, type Tags } from '../../mesh/trace/otlp/otlp-spans';
import { decodeAttribute, decodeBody } from './decode-any-value';
import { decodeResource, decodeScope } from './decode-traces';
import { ProtoReader } from './proto-reader';

/* The field numbers are those of opentelemetry-proto's logs and collector messages. */

/** Reads an ExportLogsServiceRequest in protobuf; throws `Malformed`. */
export function decodeLogs(bytes: Uint8Array): OtlpLogResource[] {
  const reader = new ProtoReader(bytes);
  const counter = { records: 0 };
  const resources: OtlpLogResource[] = [];
  while (reader.next()) {
    if (reader.field === 1) resources.push(decodeResourceLogs(reader.message(), counter));
    else reader.skip();
  }
  return resources;
}

function decodeResourceLogs(reader: ProtoReader, counter: { records: number }): OtlpLogResource {
  let tags: Tags = {};
  const scopes: OtlpLogResource['scopes'] = [];
  while (reader.next()) {
    if (reader.field === 1) tags = decodeResource(reader.message());
    else if (reader.field === 2) scopes.push(decodeScopeLogs(reader.message(), counter));
    else reader.skip();
  }
  return { tags, scopes };
}

function decodeScopeLogs(
  reader: ProtoReader,
  counter: { records: number },
): OtlpLogResource['scopes'][number] {
  const scope: OtlpScope = { name: '', version: '', spans: [] };
  const logs: OtlpLog[] = [];
  while (reader.next()) {
    if (reader.field === 1) decodeScope(reader.message(), scope);
    else if (reader.field === 2) {
      if (++counter.records > OTLP_BOUNDS.spans)
        throw new Malformed(`a message has at most ${OTLP_BOUNDS.spans} records`);
      logs.push(decodeLog(reader.message()));
    } else reader.skip();
  }
  return { name: scope.name, logs };
}

function decodeLog(reader: ProtoReader): OtlpLog {
  const tags = new BoundedTags();
  const log: OtlpLog = {
    timeUs: 0,
    observedUs: 0,
    severity: 0,
    severityText: '',
    body: '',
    tags: tags.tags,
    eventName: '',
    traceId: '',
    spanId: '',
  };
  while (reader.next()) readField(reader, log, tags);
  return log;
}

function readField(reader: ProtoReader, log: OtlpLog, tags: BoundedTags): void {
  if (reader.field === 1) log.timeUs = reader.nanosAsUs();
  else if (reader.field === 2) log.severity = reader.uint32();
  else if (reader.field === 3) log.severityText = storable(reader.string(), OTLP_BOUNDS.keyLength);
  else if (reader.field === 5) log.body = storable(decodeBody(reader.message()), OTLP_BOUNDS.valueLength);
  else if (reader.field === 6) decodeAttribute(reader.message(), tags);
  else if (reader.field === 9) log.traceId = reader.rawBytes().toString('hex');
  else if (reader.field === 10) log.spanId = reader.rawBytes().toString('hex');
  else if (reader.field === 11) log.observedUs = reader.nanosAsUs();
  else if (reader.field === 12) log.eventName = storable(reader.string(), OTLP_BOUNDS.keyLength);
  else reader.skip();
}
