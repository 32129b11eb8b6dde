import { BoundedTags, storable } from '../../mesh/trace/bounded-tags';
import { OTLP_BOUNDS, type OtlpSpan } from '../../mesh/trace/otlp/otlp-spans';
import type { SpanEvent, SpanLink } from '../../mesh/trace/span';
import { decodeAttribute } from './decode-any-value';
import type { ProtoReader } from './proto-reader';

/** Reads one Span message. */
export function decodeSpan(reader: ProtoReader): OtlpSpan {
  const span: OtlpSpan = {
    traceId: '',
    spanId: '',
    parentSpanId: '',
    name: '',
    kind: 0,
    startUs: 0,
    endUs: 0,
    tags: {},
    events: [],
    links: [],
    statusCode: 0,
    statusMessage: '',
    dropped: 0,
  };
  const tags = new BoundedTags();
  while (reader.next()) readField(reader, span, tags);
  span.tags = tags.tags;
  span.dropped += tags.dropped;
  return span;
}

function readField(reader: ProtoReader, span: OtlpSpan, tags: BoundedTags): void {
  switch (reader.field) {
    case 1:
      span.traceId = hexOf(reader);
      break;
    case 2:
      span.spanId = hexOf(reader);
      break;
    case 4:
      span.parentSpanId = hexOf(reader);
      break;
    case 5:
      span.name = printable(reader);
      break;
    case 6:
      span.kind = reader.uint32();
      break;
    case 7:
      span.startUs = reader.nanosAsUs();
      break;
    case 8:
      span.endUs = reader.nanosAsUs();
      break;
    case 9:
      decodeAttribute(reader.message(), tags);
      break;
    case 11:
      pushBounded(span, span.events, OTLP_BOUNDS.events, decodeEvent, reader);
      break;
    case 13:
      pushBounded(span, span.links, OTLP_BOUNDS.links, decodeLink, reader);
      break;
    case 10:
    case 12:
    case 14:
      span.dropped += reader.uint32();
      break;
    case 15:
      decodeStatus(reader.message(), span);
      break;
    default:
      reader.skip();
  }
}

function pushBounded<T>(
  span: OtlpSpan,
  list: T[],
  bound: number,
  decode: (reader: ProtoReader) => T,
  reader: ProtoReader,
): void {
  if (list.length < bound) {
    list.push(decode(reader.message()));
    return;
  }
  span.dropped++;
  reader.skip();
}

function decodeEvent(reader: ProtoReader): SpanEvent {
  const tags = new BoundedTags();
  const event = { time_us: 0, name: '', tags: tags.tags };
  while (reader.next()) {
    if (reader.field === 1) event.time_us = reader.nanosAsUs();
    else if (reader.field === 2) event.name = printable(reader);
    else if (reader.field === 3) decodeAttribute(reader.message(), tags);
    else reader.skip();
  }
  return event;
}

function decodeLink(reader: ProtoReader): SpanLink {
  const tags = new BoundedTags();
  const link = { trace_id: '', span_id: '', tags: tags.tags };
  while (reader.next()) {
    if (reader.field === 1) link.trace_id = hexOf(reader);
    else if (reader.field === 2) link.span_id = hexOf(reader);
    else if (reader.field === 4) decodeAttribute(reader.message(), tags);
    else reader.skip();
  }
  return link;
}

function decodeStatus(reader: ProtoReader, span: OtlpSpan): void {
  while (reader.next()) {
    if (reader.field === 2) span.statusMessage = printable(reader);
    else if (reader.field === 3) span.statusCode = reader.uint32();
    else reader.skip();
  }
}

function hexOf(reader: ProtoReader): string {
  return reader.rawBytes().toString('hex');
}

function printable(reader: ProtoReader): string {
  return storable(reader.string(), OTLP_BOUNDS.valueLength);
}
