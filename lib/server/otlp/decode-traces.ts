import { BoundedTags, storable } from '../../mesh/trace/bounded-tags';
import { Malformed } from '../../mesh/trace/malformed';
import { OTLP_BOUNDS, type OtlpResource, type OtlpScope, type Tags } from '../../mesh/trace/otlp/otlp-spans';
import { decodeAttribute } from './decode-any-value';
import { decodeSpan } from './decode-span';
import { ProtoReader } from './proto-reader';

/*
 * The field numbers are those of opentelemetry-proto's trace and collector messages. Read by hand: the few messages need
 * no generated code, and the bounds hold while a message is read and not after it has filled the memory.
 */

/** Reads an ExportTraceServiceRequest in protobuf; throws `Malformed`. */
export function decodeTraces(bytes: Uint8Array): OtlpResource[] {
  const reader = new ProtoReader(bytes);
  const counter = { spans: 0 };
  const resources: OtlpResource[] = [];
  while (reader.next()) {
    if (reader.field === 1) resources.push(decodeResourceSpans(reader.message(), counter));
    else reader.skip();
  }
  return resources;
}

function decodeResourceSpans(reader: ProtoReader, counter: { spans: number }): OtlpResource {
  let tags: Tags = {};
  const scopes: OtlpScope[] = [];
  while (reader.next()) {
    if (reader.field === 1) tags = decodeResource(reader.message());
    else if (reader.field === 2) scopes.push(decodeScopeSpans(reader.message(), counter));
    else reader.skip();
  }
  return { tags, scopes };
}

export function decodeResource(reader: ProtoReader): Tags {
  const tags = new BoundedTags();
  while (reader.next()) {
    if (reader.field === 1) decodeAttribute(reader.message(), tags);
    else reader.skip();
  }
  return tags.tags;
}

function decodeScopeSpans(reader: ProtoReader, counter: { spans: number }): OtlpScope {
  const scope: OtlpScope = { name: '', version: '', spans: [] };
  while (reader.next()) {
    if (reader.field === 1) decodeScope(reader.message(), scope);
    else if (reader.field === 2) {
      if (++counter.spans > OTLP_BOUNDS.spans)
        throw new Malformed(`a message has at most ${OTLP_BOUNDS.spans} spans`);
      scope.spans.push(decodeSpan(reader.message()));
    } else reader.skip();
  }
  return scope;
}

export function decodeScope(reader: ProtoReader, scope: OtlpScope): void {
  while (reader.next()) {
    if (reader.field === 1) scope.name = storable(reader.string(), OTLP_BOUNDS.valueLength);
    else if (reader.field === 2) scope.version = storable(reader.string(), OTLP_BOUNDS.valueLength);
    else reader.skip();
  }
}
