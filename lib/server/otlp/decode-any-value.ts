import type { BoundedTags } from '../../mesh/trace/bounded-tags';
import { OTLP_BOUNDS } from '../../mesh/trace/otlp/otlp-spans';
import type { ProtoReader } from './proto-reader';

/** Adds one KeyValue to tags, its value in print. */
export function decodeAttribute(reader: ProtoReader, tags: BoundedTags): void {
  const [key, value] = decodePair(reader, 0);
  tags.add(key, typeof value === 'string' ? value : JSON.stringify(value));
}

/** One AnyValue in print. */
export function decodeBody(reader: ProtoReader): string {
  const value = decodeValue(reader, 0);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function decodePair(reader: ProtoReader, depth: number): [string, unknown] {
  let key = '';
  let value: unknown = '';
  while (reader.next()) {
    if (reader.field === 1) key = reader.string();
    else if (reader.field === 2) value = decodeValue(reader.message(), depth);
    else reader.skip();
  }
  return [key, value];
}

function decodeValue(reader: ProtoReader, depth: number): unknown {
  let value: unknown = '';
  while (reader.next()) {
    if (reader.field === 1) value = reader.string();
    else if (reader.field === 2) value = reader.uint32() !== 0;
    else if (reader.field === 3) value = String(reader.int64());
    else if (reader.field === 4) value = reader.double();
    else if (reader.field === 5 && depth < OTLP_BOUNDS.depth) value = decodeArray(reader.message(), depth);
    else if (reader.field === 6 && depth < OTLP_BOUNDS.depth) value = decodeMap(reader.message(), depth);
    else if (reader.field === 7) value = reader.rawBytes().toString('base64');
    else reader.skip();
  }
  return value;
}

function decodeArray(reader: ProtoReader, depth: number): unknown[] {
  const values: unknown[] = [];
  while (reader.next()) {
    if (reader.field === 1) values.push(decodeValue(reader.message(), depth + 1));
    else reader.skip();
  }
  return values;
}

function decodeMap(reader: ProtoReader, depth: number): Record<string, unknown> {
  const pairs: [string, unknown][] = [];
  while (reader.next()) {
    if (reader.field === 1) pairs.push(decodePair(reader.message(), depth + 1));
    else reader.skip();
  }
  return Object.fromEntries(pairs);
}
