/** google.protobuf.Struct, as far as peer metadata uses it: strings and structs of strings. */
export interface StructFields {
  readonly [key: string]: string | StructFields;
}

/** Struct.fields is map entry 1 {1: key, 2: Value}; Value has string_value = 3 and struct_value = 5. */
const MAP_ENTRY = 0x0a;
const ENTRY_KEY = 0x0a;
const ENTRY_VALUE = 0x12;
const STRING_VALUE = 0x1a;
const STRUCT_VALUE = 0x2a;
const DEEPEST = 4;

/** Serialises with sorted keys, as Istio's deterministic form. */
export function encodeStruct(fields: StructFields): Buffer {
  const keys = Object.keys(fields).sort();
  return Buffer.concat(keys.map((key) => encodeBytes(MAP_ENTRY, encodeEntry(key, fields[key] ?? ''))));
}

function encodeEntry(key: string, value: string | StructFields): Buffer {
  const encoded =
    typeof value === 'string'
      ? encodeBytes(STRING_VALUE, Buffer.from(value))
      : encodeBytes(STRUCT_VALUE, encodeStruct(value));
  return Buffer.concat([encodeBytes(ENTRY_KEY, Buffer.from(key)), encodeBytes(ENTRY_VALUE, encoded)]);
}

/** A length-delimited field. */
export function encodeBytes(tag: number, bytes: Buffer): Buffer {
  const head = [tag];
  let length = bytes.length;
  for (; length > 0x7f; length >>>= 7) head.push((length & 0x7f) | 0x80);
  head.push(length);
  return Buffer.concat([Buffer.from(head), bytes]);
}

/** Reads a Struct; undefined when the bytes are not one. Values of other kinds are left out. */
export function decodeStruct(bytes: Buffer, depth = 0): StructFields | undefined {
  if (depth > DEEPEST) return undefined;
  const fields: Record<string, string | StructFields> = {};
  const isWhole = readFields(bytes, (tag, entry) => {
    if (tag !== MAP_ENTRY || entry === undefined) return true;
    return readEntry(entry, fields, depth);
  });
  return isWhole ? fields : undefined;
}

function readEntry(entry: Buffer, into: Record<string, string | StructFields>, depth: number): boolean {
  let key = '';
  let value: string | StructFields | undefined;
  const isWhole = readFields(entry, (tag, bytes) => {
    if (tag === ENTRY_KEY && bytes !== undefined) key = bytes.toString();
    if (tag !== ENTRY_VALUE || bytes === undefined) return true;
    return readFields(bytes, (kind, content) => {
      if (content === undefined) return true;
      if (kind === STRING_VALUE) value = content.toString();
      if (kind === STRUCT_VALUE) value = decodeStruct(content, depth + 1);
      return kind !== STRUCT_VALUE || value !== undefined;
    });
  });
  if (value !== undefined) Object.defineProperty(into, key, { value, enumerable: true, configurable: true });
  return isWhole;
}

/** Walks the fields of a message; `onField` gets the bytes of length-delimited ones, the number of varints, and may stop. */
export function readFields(
  bytes: Buffer,
  onField: (tag: number, content: Buffer | undefined, value: number | undefined) => boolean,
): boolean {
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    if (tag === undefined) return false;
    const size = fieldSize(bytes, tag.end, tag.value & 7);
    if (size === undefined || size.end > bytes.length) return false;
    const content = (tag.value & 7) === 2 ? bytes.subarray(size.start, size.end) : undefined;
    const value = (tag.value & 7) === 0 ? readVarint(bytes, tag.end)?.value : undefined;
    if (!onField(tag.value, content, value)) return false;
    at = size.end;
  }
  return true;
}

function fieldSize(bytes: Buffer, at: number, wireType: number): { start: number; end: number } | undefined {
  if (wireType === 1) return { start: at, end: at + 8 };
  if (wireType === 5) return { start: at, end: at + 4 };
  const varint = wireType === 0 || wireType === 2 ? readVarint(bytes, at) : undefined;
  if (varint === undefined) return undefined;
  return { start: varint.end, end: wireType === 2 ? varint.end + varint.value : varint.end };
}

function readVarint(bytes: Buffer, start: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[start + i];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, end: start + i + 1 };
  }
  return undefined;
}
