const BYTES = 2;
const FIXED64 = 1;

/** A number in protobuf's variable length. */
export function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...bytes, rest]);
}

/** A field that is a number; one that is 0 is left out, as protobuf does. */
export function numberField(field: number, value: number): Buffer {
  return value === 0 ? Buffer.alloc(0) : Buffer.concat([varint(field * 8), varint(value)]);
}

/** A field of bytes or of another message. */
export function bytesField(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + BYTES), varint(bytes.length), bytes]);
}

/** A field that is a text; an empty one is left out. */
export function textField(field: number, text: string | undefined): Buffer {
  return text === undefined || text === '' ? Buffer.alloc(0) : bytesField(field, Buffer.from(text));
}

/** A field of eight bytes, from a whole number in digits. */
export function fixed64Field(field: number, digits: string): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(digits));
  return Buffer.concat([varint(field * 8 + FIXED64), bytes]);
}
