import { BoundedTags, storable } from '../bounded-tags';
import { asList, asNumber, asObject, asText, type JsonObject } from '../json-fields';
import { Malformed } from '../malformed';
import type { SpanEvent, SpanLink } from '../span';
import { printValue } from './any-value-json';
import { OTLP_BOUNDS, type OtlpResource, type OtlpScope, type OtlpSpan } from './otlp-spans';

const KIND_NAME = 'SPAN_KIND_';
const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const STATUS_NAME = 'STATUS_CODE_';
const STATUSES = ['UNSET', 'OK', 'ERROR'];

/** Reads an OTLP/JSON message (ExportTraceServiceRequest, or Tempo's and Jaeger's answers); throws `Malformed`. */
export function readOtlpJson(message: unknown): OtlpResource[] {
  const counter = { spans: 0 };
  const resources = asList(asObject(message, 'The message').resourceSpans, 'resourceSpans');
  return resources.map((value) => {
    const resource = asObject(value, 'A resourceSpans');
    const tags = new BoundedTags();
    if (resource.resource !== undefined && resource.resource !== null)
      addAttributes(tags, asObject(resource.resource, 'A resource').attributes);
    const scopes = asList(resource.scopeSpans, 'scopeSpans').map((scope) => readScope(scope, counter));
    return { tags: tags.tags, scopes };
  });
}

function readScope(value: unknown, counter: { spans: number }): OtlpScope {
  const scopeSpans = asObject(value, 'A scopeSpans');
  const scope = asObject(scopeSpans.scope ?? {}, 'A scope');
  const spans = asList(scopeSpans.spans, 'spans');
  counter.spans += spans.length;
  if (counter.spans > OTLP_BOUNDS.spans)
    throw new Malformed(`A message has at most ${OTLP_BOUNDS.spans} spans`);
  return {
    name: asText(scope.name, 'A scope name'),
    version: asText(scope.version, 'A scope version'),
    spans: spans.map(readSpan),
  };
}

function readSpan(value: unknown): OtlpSpan {
  const span = asObject(value, 'A span');
  const tags = new BoundedTags();
  addAttributes(tags, span.attributes);
  const status = asObject(span.status ?? {}, 'A status');
  const events = asList(span.events, 'events');
  const links = asList(span.links, 'links');
  return {
    traceId: asText(span.traceId, 'A traceId').toLowerCase(),
    spanId: asText(span.spanId, 'A spanId').toLowerCase(),
    parentSpanId: asText(span.parentSpanId, 'A parentSpanId').toLowerCase(),
    name: storable(asText(span.name, 'A span name'), OTLP_BOUNDS.valueLength),
    kind: readEnum(span.kind, KIND_NAME, KINDS),
    startUs: nanosToUs(span.startTimeUnixNano),
    endUs: nanosToUs(span.endTimeUnixNano),
    tags: tags.tags,
    events: events.slice(0, OTLP_BOUNDS.events).map(readEvent),
    links: links.slice(0, OTLP_BOUNDS.links).map(readLink),
    statusCode: readEnum(status.code, STATUS_NAME, STATUSES),
    statusMessage: storable(asText(status.message, 'A status message'), OTLP_BOUNDS.valueLength),
    dropped:
      tags.dropped +
      Math.max(0, events.length - OTLP_BOUNDS.events) +
      Math.max(0, links.length - OTLP_BOUNDS.links) +
      droppedBySender(span),
  };
}

function readEvent(value: unknown): SpanEvent {
  const event = asObject(value, 'An event');
  const tags = new BoundedTags();
  addAttributes(tags, event.attributes);
  const name = storable(asText(event.name, 'An event name'), OTLP_BOUNDS.valueLength);
  return { time_us: nanosToUs(event.timeUnixNano), name, tags: tags.tags };
}

function readLink(value: unknown): SpanLink {
  const link = asObject(value, 'A link');
  const tags = new BoundedTags();
  addAttributes(tags, link.attributes);
  return {
    trace_id: asText(link.traceId, 'A traceId').toLowerCase(),
    span_id: asText(link.spanId, 'A spanId').toLowerCase(),
    tags: tags.tags,
  };
}

/** Adds OTLP's attributes in JSON to tags, their values in print. */
export function addAttributes(tags: BoundedTags, attributes: unknown): void {
  for (const value of asList(attributes, 'attributes')) {
    const pair = asObject(value, 'An attribute');
    tags.add(asText(pair.key, 'An attribute key'), printValue(pair.value, 0));
  }
}

function droppedBySender(span: JsonObject): number {
  const counts = [span.droppedAttributesCount, span.droppedEventsCount, span.droppedLinksCount];
  return counts.reduce<number>((sum, count) => sum + Math.max(0, asNumber(count, 'A dropped count')), 0);
}

/** Protobuf's JSON takes the number or the name of an enum; numbers that are not known are 0. */
function readEnum(value: unknown, prefix: string, names: readonly string[]): number {
  if (typeof value === 'string' && value.startsWith(prefix))
    return Math.max(0, names.indexOf(value.slice(prefix.length)));
  const number = asNumber(value, 'An enum');
  return names[number] === undefined ? 0 : number;
}

/** The last three digits are cut as text: nanoseconds since 1970 are more than a double can hold. */
export function nanosToUs(value: unknown): number {
  if (typeof value === 'string' && /^\d{1,20}$/.test(value)) return Number(value.slice(0, -3));
  return Math.floor(asNumber(value, 'A time') / 1_000);
}
