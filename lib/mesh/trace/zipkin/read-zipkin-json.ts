import { BoundedTags, storable } from '../bounded-tags';
import { asList, asNumber, asObject, asText, type JsonObject } from '../json-fields';
import { Malformed } from '../malformed';
import { OTLP_BOUNDS } from '../otlp/otlp-spans';
import type { Span, SpanEvent } from '../span';
import type { FindOwner } from '../span-owner';
import { padSpanId, padTraceId } from './zipkin-ids';

const KINDS: ReadonlySet<string> = new Set(['CLIENT', 'SERVER', 'PRODUCER', 'CONSUMER']);

/** Reads Zipkin's v2 list of spans; throws `Malformed`. */
export function readZipkinJson(message: unknown, findOwner: FindOwner): Span[] {
  if (!Array.isArray(message)) throw new Malformed('the body is no list of spans');
  if (message.length > OTLP_BOUNDS.spans)
    throw new Malformed(`a message has at most ${OTLP_BOUNDS.spans} spans`);
  return message.map((value) => readSpan(asObject(value, 'A span'), findOwner));
}

function readSpan(span: JsonObject, findOwner: FindOwner): Span {
  const tags = new BoundedTags();
  for (const [key, value] of Object.entries(asObject(span.tags ?? {}, 'tags')))
    tags.add(key, asText(value, `Tag "${key}"`));
  const local = asObject(span.localEndpoint ?? {}, 'localEndpoint');
  addRemote(tags, asObject(span.remoteEndpoint ?? {}, 'remoteEndpoint'));
  const events = asList(span.annotations, 'annotations').slice(0, OTLP_BOUNDS.events).map(readAnnotation);
  const kind = asText(span.kind, 'kind');
  return {
    trace_id: padTraceId(asText(span.traceId, 'traceId')),
    span_id: padSpanId(asText(span.id, 'id')),
    parent_span_id: padSpanId(asText(span.parentId, 'parentId')),
    name: storable(asText(span.name, 'name'), OTLP_BOUNDS.valueLength),
    kind: KINDS.has(kind) ? (kind as Span['kind']) : 'INTERNAL',
    start_us: Math.floor(asNumber(span.timestamp, 'timestamp') || firstTime(events)),
    duration_us: Math.floor(asNumber(span.duration, 'duration')),
    ...findOwner(asText(local.serviceName, 'serviceName'), tags.tags),
    status: hasFailed(tags.tags) ? 'error' : 'unset',
    tags: tags.tags,
    ...(events.length === 0 && tags.dropped === 0
      ? {}
      : {
          details: {
            ...(events.length === 0 ? {} : { events }),
            ...(tags.dropped === 0 ? {} : { dropped: tags.dropped }),
          },
        }),
  };
}

/** Zipkin's rule: the tag `error` alone says that a span failed, whatever its value. */
function hasFailed(tags: Span['tags']): boolean {
  return tags.error !== undefined && tags.error !== 'false';
}

function addRemote(tags: BoundedTags, remote: JsonObject): void {
  const name = asText(remote.serviceName, 'serviceName');
  if (name !== '' && tags.tags['peer.service'] === undefined) tags.add('peer.service', name);
  const address = asText(remote.ipv4, 'ipv4') || asText(remote.ipv6, 'ipv6');
  const port = asNumber(remote.port, 'port');
  if (address !== '' && tags.tags['peer.address'] === undefined)
    tags.add('peer.address', port === 0 ? address : `${address}:${port}`);
}

function readAnnotation(value: unknown): SpanEvent {
  const annotation = asObject(value, 'An annotation');
  const name = storable(asText(annotation.value, 'An annotation value'), OTLP_BOUNDS.valueLength);
  return { time_us: Math.floor(asNumber(annotation.timestamp, 'timestamp')), name, tags: {} };
}

/** A span that is reported late or in halves may have no start of its own. */
function firstTime(events: readonly SpanEvent[]): number {
  return events.reduce((first, { time_us }) => (first === 0 ? time_us : Math.min(first, time_us)), 0);
}
