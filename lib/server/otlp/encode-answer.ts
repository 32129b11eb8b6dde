const BYTES = 2;

/** ExportTraceServiceResponse in protobuf; empty when everything was taken. */
export function encodeExportResponse(rejected: number, message: string): Buffer {
  if (rejected === 0) return Buffer.alloc(0);
  const partial = Buffer.concat([Buffer.from([0x08]), varint(rejected), bytesField(2, Buffer.from(message))]);
  return bytesField(1, partial);
}

/** google.rpc.Status in protobuf, the body of every OTLP error. */
export function encodeStatus(code: number, message: string): Buffer {
  return Buffer.concat([Buffer.from([0x08]), varint(code), bytesField(2, Buffer.from(message))]);
}

function bytesField(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + BYTES), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...bytes, rest]);
}
