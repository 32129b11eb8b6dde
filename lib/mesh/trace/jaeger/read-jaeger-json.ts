import { BoundedTags, storable } from '../bounded-tags';
import { asList, asNumber, asObject, asText, type JsonObject } from '../json-fields';
import { Malformed } from '../malformed';
import { OTLP_BOUNDS } from '../otlp/otlp-spans';
import type { Span, SpanEvent, SpanLink } from '../span';
import type { FindOwner } from '../span-owner';
import { padSpanId, padTraceId } from '../zipkin/zipkin-ids';

const KINDS: ReadonlySet<string> = new Set(['CLIENT', 'SERVER', 'PRODUCER', 'CONSUMER', 'INTERNAL']);
/** Tags that say what our spans have fields for. */
const FIELDS = new Set(['span.kind', 'otel.status_code', 'otel.status_description']);

/** Reads the traces of Jaeger's query API or of a file saved from its UI; throws `Malformed`. */
export function readJaegerJson(message: unknown, findOwner: FindOwner): Span[] {
  const traces = asList(asObject(message, 'The file').data, 'data').map((trace) =>
    asObject(trace, 'A trace'),
  );
  const total = traces.reduce((sum, trace) => sum + asList(trace.spans, 'spans').length, 0);
  if (total > OTLP_BOUNDS.spans) throw new Malformed(`a file has at most ${OTLP_BOUNDS.spans} spans`);
  return traces.flatMap((trace) => {
    const processes = asObject(trace.processes ?? {}, 'processes');
    return asList(trace.spans, 'spans').map((value) => {
      const span = asObject(value, 'A span');
      const process = asObject(
        span.process ?? processes[asText(span.processID, 'processID')] ?? {},
        'A process',
      );
      return readSpan(span, process, findOwner);
    });
  });
}

function readSpan(span: JsonObject, process: JsonObject, findOwner: FindOwner): Span {
  const own = readTags(span.tags);
  const inherited = Object.entries(readTags(process.tags)).filter(([key]) => own[key] === undefined);
  const tags = new BoundedTags();
  for (const [key, value] of [...Object.entries(own), ...inherited]) {
    if (!FIELDS.has(key)) tags.add(key, value);
  }
  const kind = (own['span.kind'] ?? '').toUpperCase();
  const references = asList(span.references, 'references').map((value) => asObject(value, 'A reference'));
  const parent = references.find(({ refType }) => refType === 'CHILD_OF');
  const resource = inherited.map(([key]) => key).filter((key) => tags.tags[key] !== undefined);
  return {
    trace_id: padTraceId(asText(span.traceID, 'traceID')),
    span_id: padSpanId(asText(span.spanID, 'spanID')),
    parent_span_id: padSpanId(asText(parent?.spanID ?? span.parentSpanID, 'spanID')),
    name: storable(asText(span.operationName, 'operationName'), OTLP_BOUNDS.valueLength),
    kind: KINDS.has(kind) ? (kind as Span['kind']) : 'INTERNAL',
    start_us: Math.floor(asNumber(span.startTime, 'startTime')),
    duration_us: Math.max(0, Math.floor(asNumber(span.duration, 'duration'))),
    ...findOwner(asText(process.serviceName, 'serviceName'), tags.tags),
    status: statusOf(own),
    tags: tags.tags,
    ...detailsOf(span, own, references, resource, tags.dropped),
  };
}

function statusOf(tags: Readonly<Record<string, string>>): Span['status'] {
  const stated = (tags['otel.status_code'] ?? '').toLowerCase();
  if (tags.error === 'true' || stated === 'error') return 'error';
  return stated === 'ok' ? 'ok' : 'unset';
}

function detailsOf(
  span: JsonObject,
  tags: Readonly<Record<string, string>>,
  references: readonly JsonObject[],
  resource: readonly string[],
  dropped: number,
): Pick<Span, 'details'> {
  const events = asList(span.logs, 'logs').slice(0, OTLP_BOUNDS.events).map(readLog);
  const links = references
    .filter(({ refType }) => refType === 'FOLLOWS_FROM')
    .slice(0, OTLP_BOUNDS.links)
    .map(
      (link): SpanLink => ({
        trace_id: padTraceId(asText(link.traceID, 'traceID')),
        span_id: padSpanId(asText(link.spanID, 'spanID')),
        tags: {},
      }),
    );
  const message = tags['otel.status_description'];
  const details = {
    ...(events.length === 0 ? {} : { events }),
    ...(links.length === 0 ? {} : { links }),
    ...(message === undefined ? {} : { status_message: message }),
    ...(resource.length === 0 ? {} : { resource }),
    ...(dropped === 0 ? {} : { dropped }),
  };
  return Object.keys(details).length === 0 ? {} : { details };
}

function readLog(value: unknown): SpanEvent {
  const log = asObject(value, 'A log');
  const { event, ...fields } = readTags(log.fields);
  return { time_us: Math.floor(asNumber(log.timestamp, 'timestamp')), name: event ?? 'log', tags: fields };
}

function readTags(value: unknown): Record<string, string> {
  const tags = new BoundedTags();
  for (const entry of asList(value, 'tags')) {
    const tag = asObject(entry, 'A tag');
    const { value: own } = tag;
    tags.add(asText(tag.key, 'A tag key'), typeof own === 'string' ? own : JSON.stringify(own ?? ''));
  }
  return tags.tags;
}
