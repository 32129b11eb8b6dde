const BYTES = 2;

/** ExportTraceServiceResponse in protobuf; empty when everything was taken. */
export function encodeExportResponse(rejected: number, message: string): Buffer {
  if (rejected === 0) return Buffer.alloc(0);
  const partial = Buffer.concat([Buffer.from([0x08]), varint(rejected), bytesField(2, Buffer.from(message))]);
  return bytesField(1, partial);
}

/** google.rpc.Status in protobuf, the body of every OTLP error; with `retrySeconds` it says when to come again. */
export function encodeStatus(code: number, message: string, retrySeconds?: number): Buffer {
  const details = retrySeconds === undefined ? Buffer.alloc(0) : bytesField(3, encodeRetryInfo(retrySeconds));
  return Buffer.concat([Buffer.from([0x08]), varint(code), bytesField(2, Buffer.from(message)), details]);
}

/** google.rpc.RetryInfo within google.protobuf.Any. */
function encodeRetryInfo(seconds: number): Buffer {
  const duration = Buffer.concat([Buffer.from([0x08]), varint(seconds)]);
  return Buffer.concat([
    bytesField(1, Buffer.from('type.googleapis.com/google.rpc.RetryInfo')),
    bytesField(2, bytesField(1, duration)),
  ]);
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
