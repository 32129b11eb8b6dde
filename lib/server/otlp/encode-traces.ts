import type { OtlpJsonResource, OtlpJsonSpan } from '../../mesh/trace/otlp/spans-to-otlp';
import { bytesField, fixed64Field, numberField, textField } from './proto-writer';

type Attributes = OtlpJsonSpan['attributes'];

/** The spans of a trace in protobuf: OTLP's TracesData, which is Tempo's Trace too. */
export function encodeTraces({ resourceSpans }: { resourceSpans: readonly OtlpJsonResource[] }): Buffer {
  return Buffer.concat(resourceSpans.map((resource) => bytesField(1, encodeResource(resource))));
}

function encodeResource({ resource, scopeSpans }: OtlpJsonResource): Buffer {
  const scopes = scopeSpans.map(({ scope, spans }) =>
    bytesField(
      2,
      Buffer.concat([
        bytesField(1, Buffer.concat([textField(1, scope.name), textField(2, scope.version)])),
        ...spans.map((span) => bytesField(2, encodeSpan(span))),
      ]),
    ),
  );
  return Buffer.concat([bytesField(1, encodeAttributes(1, resource.attributes)), ...scopes]);
}

function encodeSpan(span: OtlpJsonSpan): Buffer {
  const { status, events = [], links = [] } = span;
  return Buffer.concat([
    bytesField(1, Buffer.from(span.traceId, 'hex')),
    bytesField(2, Buffer.from(span.spanId, 'hex')),
    ...(span.parentSpanId === undefined ? [] : [bytesField(4, Buffer.from(span.parentSpanId, 'hex'))]),
    textField(5, span.name),
    numberField(6, span.kind),
    fixed64Field(7, span.startTimeUnixNano),
    fixed64Field(8, span.endTimeUnixNano),
    encodeAttributes(9, span.attributes),
    ...events.map(({ timeUnixNano, name, attributes }) =>
      bytesField(
        11,
        Buffer.concat([fixed64Field(1, timeUnixNano), textField(2, name), encodeAttributes(3, attributes)]),
      ),
    ),
    ...links.map(({ traceId, spanId, attributes }) =>
      bytesField(
        13,
        Buffer.concat([
          bytesField(1, Buffer.from(traceId, 'hex')),
          bytesField(2, Buffer.from(spanId, 'hex')),
          encodeAttributes(4, attributes),
        ]),
      ),
    ),
    bytesField(15, Buffer.concat([textField(2, status.message), numberField(3, status.code ?? 0)])),
  ]);
}

function encodeAttributes(field: number, attributes: Attributes): Buffer {
  return Buffer.concat(
    attributes.map(({ key, value }) =>
      bytesField(
        field,
        // An empty text is still a value: left out it would be none.
        Buffer.concat([textField(1, key), bytesField(2, bytesField(1, Buffer.from(value.stringValue)))]),
      ),
    ),
  );
}
