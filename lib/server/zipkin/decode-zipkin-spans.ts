import { Malformed } from '../../mesh/trace/malformed';
import { OTLP_BOUNDS } from '../../mesh/trace/otlp/otlp-spans';
import { ProtoReader } from '../otlp/proto-reader';

/* The field numbers are those of zipkin.proto (https://github.com/openzipkin/zipkin-api). */

const KINDS = [undefined, 'CLIENT', 'SERVER', 'PRODUCER', 'CONSUMER'] as const;

/** A span in the shape of Zipkin's JSON v2. */
type ZipkinJson = Record<string, unknown>;

/** Reads a ListOfSpans in protobuf into what Zipkin's JSON v2 would say; throws `Malformed`. */
export function decodeZipkinSpans(bytes: Uint8Array): ZipkinJson[] {
  const reader = new ProtoReader(bytes);
  const spans: ZipkinJson[] = [];
  while (reader.next()) {
    if (reader.field !== 1) {
      reader.skip();
      continue;
    }
    if (spans.length >= OTLP_BOUNDS.spans)
      throw new Malformed(`a message has at most ${OTLP_BOUNDS.spans} spans`);
    spans.push(decodeSpan(reader.message()));
  }
  return spans;
}

function decodeSpan(reader: ProtoReader): ZipkinJson {
  const tags: Record<string, string> = {};
  const annotations: ZipkinJson[] = [];
  const span: ZipkinJson = { tags, annotations };
  while (reader.next()) {
    if (reader.field === 10) annotations.push(decodeAnnotation(reader.message()));
    else if (reader.field === 11) addTag(reader.message(), tags);
    else readField(reader, span);
  }
  return span;
}

function readField(reader: ProtoReader, span: ZipkinJson): void {
  if (reader.field === 1) span.traceId = reader.rawBytes().toString('hex');
  else if (reader.field === 2) span.parentId = reader.rawBytes().toString('hex');
  else if (reader.field === 3) span.id = reader.rawBytes().toString('hex');
  else if (reader.field === 4) span.kind = KINDS[reader.uint32()];
  else if (reader.field === 5) span.name = reader.string();
  else if (reader.field === 6) span.timestamp = reader.fixed64();
  else if (reader.field === 7) span.duration = Number(reader.int64());
  else if (reader.field === 8) span.localEndpoint = decodeEndpoint(reader.message());
  else if (reader.field === 9) span.remoteEndpoint = decodeEndpoint(reader.message());
  else if (reader.field === 13) span.shared = reader.uint32() !== 0;
  else reader.skip();
}

function decodeEndpoint(reader: ProtoReader): ZipkinJson {
  const endpoint: ZipkinJson = {};
  while (reader.next()) {
    if (reader.field === 1) endpoint.serviceName = reader.string();
    else if (reader.field === 2) endpoint.ipv4 = [...reader.rawBytes()].join('.');
    else if (reader.field === 3)
      endpoint.ipv6 = (reader.rawBytes().toString('hex').match(/.{4}/g) ?? []).join(':');
    else if (reader.field === 4) endpoint.port = reader.uint32();
    else reader.skip();
  }
  return endpoint;
}

function decodeAnnotation(reader: ProtoReader): ZipkinJson {
  const annotation: ZipkinJson = { timestamp: 0, value: '' };
  while (reader.next()) {
    if (reader.field === 1) annotation.timestamp = reader.fixed64();
    else if (reader.field === 2) annotation.value = reader.string();
    else reader.skip();
  }
  return annotation;
}

/** An entry of a map: its key and its value. */
function addTag(reader: ProtoReader, tags: Record<string, string>): void {
  let key = '';
  let value = '';
  while (reader.next()) {
    if (reader.field === 1) key = reader.string();
    else if (reader.field === 2) value = reader.string();
    else reader.skip();
  }
  if (key !== '__proto__') tags[key] = value;
}
